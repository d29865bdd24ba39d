import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleSetTemplates } from '../../../workflows/catalogue/rules.ts';
import { defaultPositions } from '../../../workflows/catalogue/positions.ts';
import { presenceIn, type Staffed } from '../../../workflows/rules/presence.ts';
import { addDays, eachDay, isWithin } from '../../../workflows/working-days.ts';

const buyer = { id: 'buyer', areas: ['purchasing', 'suppliers'] };
const seller = { id: 'seller', areas: ['reporting'] };
const lead = { id: 'lead', areas: ['reporting', 'purchasing'] };

const held = (position: string, from: string, to: string | null = null) => ({ position, from, to });

function presence(area: string, staffed: Partial<Staffed>) {
  return presenceIn(area, { positions: [buyer, seller, lead], assignments: [], absences: [], ...staffed });
}

describe('the days on which somebody has the rules of an area', () => {
  it('begin with the assignment and go on', () => {
    expect(presence('purchasing', { assignments: [held('buyer', '2026-03-10')] })).toEqual([
      { from: '2026-03-10' },
    ]);
  });

  it('are none without a position that has the area', () => {
    expect(presence('purchasing', { assignments: [held('seller', '2026-03-10')] })).toEqual([]);
    expect(presence('purchasing', {})).toEqual([]);
    expect(presence('purchasing', { assignments: [held('gone', '2026-03-10')] })).toEqual([]);
  });

  it('end with the last day of the assignment', () => {
    expect(presence('suppliers', { assignments: [held('buyer', '2026-03-10', '2026-03-20')] })).toEqual([
      { from: '2026-03-10', to: '2026-03-20' },
    ]);
  });

  it('leave out leave in the middle of a period, its first and its last day included', () => {
    const staffed = {
      assignments: [held('buyer', '2026-03-01')],
      absences: [{ from: '2026-03-10', to: '2026-03-12' }],
    };
    expect(presence('purchasing', staffed)).toEqual([
      { from: '2026-03-01', to: '2026-03-09' },
      { from: '2026-03-13' },
    ]);
  });

  it('leave out leave at either end, and are none if all of it is leave', () => {
    const assignments = [held('buyer', '2026-03-10', '2026-03-20')];
    const on = (from: string, to: string) =>
      presence('purchasing', { assignments, absences: [{ from, to }] });
    expect(on('2026-03-01', '2026-03-10')).toEqual([{ from: '2026-03-11', to: '2026-03-20' }]);
    expect(on('2026-03-20', '2026-03-31')).toEqual([{ from: '2026-03-10', to: '2026-03-19' }]);
    expect(on('2026-03-10', '2026-03-20')).toEqual([]);
    expect(on('2026-03-01', '2026-03-09')).toEqual([{ from: '2026-03-10', to: '2026-03-20' }]);
    expect(on('2026-03-21', '2026-03-31')).toEqual([{ from: '2026-03-10', to: '2026-03-20' }]);
  });

  it('count once where two positions have the same area', () => {
    const assignments = [
      held('seller', '2026-03-01', '2026-03-31'),
      held('lead', '2026-03-20', '2026-04-10'),
    ];
    expect(presence('reporting', { assignments })).toEqual([{ from: '2026-03-01', to: '2026-04-10' }]);
  });

  it('are one stretch over a change of position that leaves no day out', () => {
    const assignments = [held('lead', '2026-04-01'), held('buyer', '2026-03-01', '2026-03-31')];
    expect(presence('purchasing', { assignments })).toEqual([{ from: '2026-03-01' }]);
    expect(presence('suppliers', { assignments })).toEqual([{ from: '2026-03-01', to: '2026-03-31' }]);
  });

  it('are two stretches for somebody who left and came back', () => {
    const assignments = [held('buyer', '2026-06-01'), held('buyer', '2026-01-05', '2026-02-10')];
    expect(presence('purchasing', { assignments })).toEqual([
      { from: '2026-01-05', to: '2026-02-10' },
      { from: '2026-06-01' },
    ]);
  });

  it('know the 29th of February of a leap year, and that no other year has one', () => {
    const before = (year: number) =>
      presence('purchasing', {
        assignments: [held('buyer', `${year}-02-01`)],
        absences: [{ from: `${year}-03-01`, to: `${year}-03-05` }],
      });
    expect(before(2028)[0]).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(before(2026)[0]).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    const joined = [held('buyer', '2028-02-01', '2028-02-28'), held('lead', '2028-03-01')];
    expect(presence('purchasing', { assignments: joined })).toHaveLength(2);
  });
});

const FIRST = '2028-02-20';
const day = fc.integer({ min: 0, max: 40 }).map((count) => addDays(FIRST, count));
const stretch = fc.tuple(day, fc.integer({ min: -2, max: 15 })).map(([from, length]) => ({
  from,
  to: addDays(from, length),
}));
const staffed: fc.Arbitrary<Staffed> = fc.record({
  positions: fc.subarray([buyer, seller, lead]),
  assignments: fc.array(
    fc
      .tuple(fc.constantFrom('buyer', 'seller', 'lead'), stretch, fc.boolean())
      .map(([position, { from, to }, open]) => held(position, from, open ? null : to)),
    { maxLength: 6 },
  ),
  absences: fc.array(stretch, { maxLength: 5 }),
});
const area = fc.constantFrom('purchasing', 'suppliers', 'reporting');

/** Whether somebody has the area on a day, one assignment and one leave after the other. */
function hasOn(day: string, area: string, { positions, assignments, absences }: Staffed): boolean {
  const assigned = assignments.some(
    ({ position, from, to }) =>
      positions.some(({ id, areas }) => id === position && areas.includes(area)) &&
      from <= day &&
      (to === null || day <= to),
  );
  return assigned && !absences.some(({ from, to }) => from <= day && day <= to);
}

describe('whatever is assigned', () => {
  it('every day is the same as looked at by itself', () => {
    fc.assert(
      fc.property(area, staffed, (area, staffed) => {
        const present = presenceIn(area, staffed);
        for (const day of eachDay({ from: addDays(FIRST, -5), to: addDays(FIRST, 70) })) {
          const isPresent = present.some((days) => isWithin(day, days));
          expect([day, isPresent]).toEqual([day, hasOn(day, area, staffed)]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('the stretches are in order, apart, and the same in whatever order it was entered', () => {
    fc.assert(
      fc.property(area, staffed, (area, staffed) => {
        const present = presenceIn(area, staffed);
        present.slice(1).forEach(({ from }, index) => {
          const end = present[index]?.to;
          expect(end !== undefined && addDays(end, 1) < from).toBe(true);
        });
        const turned = {
          positions: staffed.positions.toReversed(),
          assignments: staffed.assignments.toReversed(),
          absences: staffed.absences.toReversed(),
        };
        expect(presenceIn(area, turned)).toEqual(present);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the positions that come with the catalogue', () => {
  it.each(['zh', 'en'] as const)('have every area of it, each once: %s', (language) => {
    const areas = ruleSetTemplates.flatMap(({ ruleSet }) =>
      ruleSet('2026-01-01', language).areas.map(({ id }) => id),
    );
    const assigned = defaultPositions(language).flatMap(({ areas }) => areas);
    expect(assigned.toSorted()).toEqual(areas.toSorted());
  });
});
