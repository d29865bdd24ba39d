import { ruleSetTemplates } from '../../workflows/catalogue/rules.ts';
import { ruleSetSchema, rulesOf } from '../../workflows/rules/rule-set.ts';
import { publishCatalogue } from '../../server/rules/catalogue.ts';
import { plantStaffing } from '../../server/store/change-staffing.ts';
import type { Database } from '../../server/store/database.ts';
import type { EntryDocument } from '../../server/store/documents.ts';
import { prepareCollections } from '../../server/store/indexes.ts';
import { longerOf, monthsOf, type Move } from '../../server/store/totals.ts';

const PEOPLE = 1_000;
const DEPARTMENTS = 5;
const BATCH = 10_000;

/**
 * A company of 1,000 people in five departments after a year with so many entries: every third has the rules of the
 * same department of the catalogue, and one entry in ten comes from a project.
 */
export async function fillCompany(database: Database, entries: number): Promise<void> {
  await prepareCollections(database);
  const catalogue = ruleSetTemplates.map(({ ruleSet }) => ruleSetSchema.parse(ruleSet('2026-01-01', 'zh')));
  const positions = catalogue.map(({ department, areas }) => ({
    _id: department.id,
    name: department.name,
    areas: areas.map(({ id }) => id),
  }));
  const rules = catalogue.map((ruleSet) => rulesOf(ruleSet).map(({ id }) => id));
  const people = Array.from({ length: PEOPLE }, (_, n) => ({
    _id: `e${String(n).padStart(23, '0')}`,
    account: `bench${n}`,
    name: `员工${n}`,
    department: `d${n % DEPARTMENTS}`,
    roles: ['member' as const],
    passwordHash: '',
    active: true,
  }));
  await plantStaffing(database, {
    positions,
    assignments: people.map(({ _id }, n) => ({
      _id,
      person: _id,
      position: positions[n % positions.length]?._id ?? '',
      from: '2026-01-01',
      to: null,
    })),
  });
  await publishCatalogue(database, { now: '2026-01-01T00:00:00.000Z', timeZone: 'Asia/Shanghai' });
  await database.departments.insertMany(
    Array.from({ length: DEPARTMENTS }, (_, n) => ({
      _id: `d${n}`,
      name: `部门${n}`,
      parent: null,
      leader: null,
    })),
  );
  await database.people.insertMany(people);

  const moves: Move[] = [];
  for (let first = 0; first < entries; first += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, index): EntryDocument => {
      const n = first + index;
      const owner = n % PEOPLE;
      const turn = Math.floor(n / PEOPLE);
      const own = rules[owner % rules.length] ?? [];
      const rule = turn % 10 === 0 ? null : (own[turn % own.length] ?? null);
      const day = new Date(Date.UTC(2026, 0, 1 + (turn % 365))).toISOString().slice(0, 10);
      return entryOf({ n, person: people[owner]?._id ?? '', rule, day });
    });
    await database.ledger.insertMany(batch, { ordered: false });
    for (const { person, rule, day, points } of batch) {
      moves.push({ person, rule, month: day.slice(0, 7), points, entries: 1, reached: 1, target: 2 });
    }
  }
  const months = monthsOf(moves);
  await database.totals.insertMany(months, { ordered: false });
  await database.spans.insertMany(longerOf(months), { ordered: false });
}

/** Movements of one entry each that no worker has rolled up. */
export async function leaveMovements(database: Database, count: number): Promise<void> {
  const documents = Array.from({ length: count }, (_, n) => ({
    _id: `m${n}`,
    moves: [
      {
        person: `e${String(n % PEOPLE).padStart(23, '0')}`,
        rule: 'reporting_daily_report',
        month: `2026-${String((n % 12) + 1).padStart(2, '0')}`,
        points: 5,
        entries: 1,
        reached: 1,
        target: 1,
      },
    ],
  }));
  await database.movements.insertMany(documents, { ordered: false });
}

function entryOf({
  n,
  person,
  rule,
  day,
}: {
  n: number;
  person: string;
  rule: string | null;
  day: string;
}): EntryDocument {
  return {
    _id: `${String(n).padStart(24, '0')}/accepted/1`,
    person,
    points: 5,
    day,
    kind: 'award',
    instance: String(n).padStart(24, '0'),
    milestone: null,
    rule,
    reason: rule === null ? null : 'duty_accepted',
    facts: rule === null ? [] : [String(n)],
    definition: 'd'.repeat(64),
    seq: 2,
    decidedBy: `e${String(n % 7).padStart(23, '0')}`,
    at: `${day}T10:00:00.000Z`,
    reversalOf: null,
  };
}
