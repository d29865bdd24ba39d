import { describe, expect, it } from 'vitest';
import { prerequisites, projectDefinitionSchema } from '../../workflows/definition.ts';
import { projectTemplates } from '../../workflows/catalogue/projects.ts';
import { projectWorkflow } from '../../workflows/index.ts';
import {
  aDefinition,
  aDefinitionInput,
  aMilestone,
  input,
  milestones,
  type MilestoneInput,
} from '../support/factories.ts';

/** Every fault of a definition as `path code`; empty if it is taken. */
function faultsOf(definition: unknown): string[] {
  const { error } = projectDefinitionSchema.safeParse(definition);
  return (error?.issues ?? []).map((issue) => {
    const code: unknown = issue.code === 'custom' ? issue.params?.['code'] : issue.code;
    return `${issue.path.join('.')} ${String(code)}`;
  });
}

const two = (first: Partial<MilestoneInput>, second: Partial<MilestoneInput> = {}) =>
  milestones(2, (_, index) => (index === 0 ? first : second));

describe('a definition is taken', () => {
  it.each([0, 1, 2000, 10_000_000])('with %d points', (points) => {
    expect(faultsOf(aDefinitionInput({ points }))).toEqual([]);
  });

  it.each([1, 2, 3, 50])('with %d milestones', (count) => {
    expect(faultsOf(aDefinitionInput({ milestones: milestones(count) }))).toEqual([]);
  });

  it('with what is left out filled in', () => {
    const { remindDaysBefore, purpose, milestones } = projectDefinitionSchema.parse({
      kind: 'project',
      title: ' A project ',
      points: 10,
      start: '2026-01-01',
      order: 'sequence',
      milestones: [aMilestone()],
    });

    expect({ remindDaysBefore, purpose }).toEqual({ remindDaysBefore: [7, 1], purpose: '' });
    expect(milestones[0]).toMatchObject({ late: 'allowed', dependsOn: [], work: '' });
  });

  it('with an id that every JavaScript object has', () => {
    const definition = aDefinition({ milestones: two({ id: 'constructor' }) });
    const { begin, restore, summarize } = projectWorkflow(definition);
    const { state } = begin(input);

    const again = restore({ value: state.value, context: state.context });
    expect(summarize(again).milestones.map(({ id, state }) => [id, state])).toEqual([
      ['constructor', 'locked'],
      ['b', 'locked'],
    ]);
  });

  it('of the catalogue, for any day of a year, in both languages', () => {
    const days = Array.from({ length: 366 }, (_, n) =>
      new Date(Date.UTC(2028, 0, 1 + n)).toISOString().slice(0, 10),
    );
    for (const { definition } of projectTemplates) {
      for (const day of days) {
        expect(faultsOf(definition(day, 'zh'))).toEqual([]);
        expect(faultsOf(definition(day, 'en'))).toEqual([]);
      }
    }
  });
});

describe('the catalogue', () => {
  it.each([
    ['2026-01-05', ['2026-01-31', '2026-05-31', '2026-06-30']],
    ['2026-11-24', ['2027-01-31', '2027-05-31', '2027-06-30']],
    ['2026-02-10', ['2027-01-31', '2027-05-31', '2027-06-30']],
  ])('names months that follow each other from %s on', (start, dates) => {
    const [template] = projectTemplates;
    expect(template?.definition(start, 'zh').milestones.map(({ due }) => due)).toEqual(dates);
  });
});

describe('a definition is refused', () => {
  it.each([
    { points: -1, fault: 'points too_small' },
    { points: 0.5, fault: 'points not_multiple_of' },
    { points: 10_000_001, fault: 'points too_big' },
    { points: Number.NaN, fault: 'points invalid_type' },
    { points: Number.POSITIVE_INFINITY, fault: 'points invalid_type' },
  ])('with $points points', ({ points, fault }) => {
    expect(faultsOf(aDefinitionInput({ points }))).toEqual([fault]);
  });

  it('with points that are a text', () => {
    expect(faultsOf({ ...aDefinitionInput(), points: '2000' })).toEqual(['points invalid_type']);
  });

  it('with 0 milestones', () => {
    expect(faultsOf(aDefinitionInput({ milestones: [] }))).toContain('milestones too_small');
  });

  it('with 51 milestones', () => {
    expect(faultsOf(aDefinitionInput({ milestones: milestones(51) }))).toEqual(['milestones too_big']);
  });

  it('with weights that do not sum to 100 %, and says what they sum to', () => {
    const { error } = projectDefinitionSchema.safeParse(
      aDefinitionInput({ milestones: two({ weight: 3333 }, { weight: 3333 }) }),
    );

    expect(error?.issues).toMatchObject([
      { path: ['milestones'], params: { code: 'weights_do_not_sum', sum: 66.66 } },
    ]);
  });

  it.each([
    { weight: 0, code: 'too_small' },
    { weight: -10, code: 'too_small' },
    { weight: 10_001, code: 'too_big' },
    { weight: 33.3, code: 'not_multiple_of' },
  ])('with a weight of $weight', ({ weight, code }) => {
    expect(faultsOf(aDefinitionInput({ milestones: two({ weight }) }))).toContain(
      `milestones.0.weight ${code}`,
    );
  });

  it('with duplicate ids, at each but the first', () => {
    const same = milestones(3, () => ({ id: 'same' }));

    expect(faultsOf(aDefinitionInput({ milestones: same }))).toEqual([
      'milestones.1.id duplicate_id',
      'milestones.2.id duplicate_id',
    ]);
  });

  it.each(['', 'A', '1a', 'a-b', 'a.b', '__proto__', 'a'.repeat(41), 'a b', '$gt', '计划'])(
    'with the id "%s"',
    (id) => {
      expect(faultsOf(aDefinitionInput({ milestones: [aMilestone({ id })] }))).toEqual([
        'milestones.0.id invalid_format',
      ]);
    },
  );

  it.each(['2026-02-30', '2026-13-01', '2027-02-29', '2026-1-5', '9999-12-31'])(
    'with the due date %s',
    (due) => {
      const faults = faultsOf(aDefinitionInput({ milestones: [aMilestone({ due })] }));
      expect(faults).toContain('milestones.0.due date_does_not_exist');
    },
  );

  it('with a start that does not exist', () => {
    expect(faultsOf(aDefinitionInput({ start: '2026-01-32' }))).toContain('start date_does_not_exist');
  });

  it('with a due date before the start, but not on the day of the start', () => {
    const due = (due: string) => faultsOf(aDefinitionInput({ milestones: [aMilestone({ due })] }));

    expect(due('2025-12-31')).toEqual(['milestones.0.due due_before_start']);
    expect(due('2025-12-31T23:59')).toEqual(['milestones.0.due due_before_start']);
    expect(due('2026-01-01')).toEqual([]);
    expect(due('2026-01-01T00:00')).toEqual([]);
  });

  it.each([
    { length: 1, needs: { a: ['a'] } },
    { length: 2, needs: { a: ['b'], b: ['a'] } },
    { length: 3, needs: { a: ['b'], b: ['c'], c: ['a'] } },
  ])('with dependencies in a circle of $length', ({ length, needs }) => {
    const of = new Map(Object.entries(needs));
    const circle = milestones(3, (id) => ({ dependsOn: of.get(id) ?? [] }));

    expect(faultsOf(aDefinitionInput({ order: 'dependencies', milestones: circle }))).toEqual(
      [0, 1, 2].slice(0, length).map((index) => `milestones.${index}.dependsOn circular_dependency`),
    );
  });

  it('only for the milestones of the circle, not for those that wait for it', () => {
    const given = milestones(3, (id) => ({ dependsOn: id === 'a' ? ['a'] : id === 'b' ? ['a'] : ['b'] }));

    expect(faultsOf(aDefinitionInput({ order: 'dependencies', milestones: given }))).toEqual([
      'milestones.0.dependsOn circular_dependency',
    ]);
  });

  it('with a dependency on a milestone that is not there', () => {
    const given = two({}, { dependsOn: ['a', 'nowhere'] });

    expect(faultsOf(aDefinitionInput({ order: 'dependencies', milestones: given }))).toEqual([
      'milestones.1.dependsOn.1 unknown_milestone',
    ]);
  });

  it.each(['sequence', 'parallel'] as const)('with dependencies in the order %s', (order) => {
    expect(faultsOf(aDefinitionInput({ order, milestones: two({}, { dependsOn: ['a'] }) }))).toEqual([
      'milestones.1.dependsOn depends_on_not_used',
    ]);
  });

  it.each([
    { remindDaysBefore: [7, 7], fault: 'remindDaysBefore duplicate_reminder' },
    { remindDaysBefore: [0], fault: 'remindDaysBefore.0 too_small' },
    { remindDaysBefore: [61], fault: 'remindDaysBefore.0 too_big' },
    { remindDaysBefore: [1.5], fault: 'remindDaysBefore.0 not_multiple_of' },
    { remindDaysBefore: [1, 2, 3, 4, 5, 6], fault: 'remindDaysBefore too_big' },
  ])('with reminders $remindDaysBefore', ({ remindDaysBefore, fault }) => {
    expect(faultsOf(aDefinitionInput({ remindDaysBefore }))).toEqual([fault]);
  });

  it('with a field that it does not have, at any depth', () => {
    expect(faultsOf({ ...aDefinitionInput(), owner: 'me' })).toEqual([' unrecognized_keys']);
    expect(faultsOf({ ...aDefinitionInput(), milestones: [{ ...aMilestone(), points: 5 }] })).toEqual([
      'milestones.0 unrecognized_keys',
    ]);
  });

  it('with an object where a text belongs', () => {
    expect(faultsOf({ ...aDefinitionInput(), title: { $gt: '' } })).toEqual(['title invalid_type']);
  });

  it.each([null, undefined, 7, 'project', [], {}])('if it is %j', (given) => {
    expect(faultsOf(given).length).toBeGreaterThan(0);
  });
});

describe('of several faults every one is named', () => {
  const faulty = milestones(3, (_, index) => ({ id: 'same', weight: 3000, due: `2026-02-3${index}` }));
  const crossing = ['milestones weights_do_not_sum', 'milestones.1.id duplicate_id'];

  it('if they are faults of values: sum of weights, id, date and points', () => {
    const faults = faultsOf(aDefinitionInput({ points: 0.5, milestones: faulty }));

    expect(faults).toEqual(expect.arrayContaining(['points not_multiple_of', ...crossing]));
    expect(faults).toEqual(
      expect.arrayContaining([0, 1, 2].map((at) => `milestones.${at}.due date_does_not_exist`)),
    );
  });

  it.each([
    { what: 'points that are a text', change: { points: '10' }, fault: 'points invalid_type' },
    { what: 'a title that is missing', change: { title: undefined }, fault: 'title invalid_type' },
    { what: 'an unknown order', change: { order: 'any' }, fault: 'order invalid_value' },
    { what: 'an unknown field', change: { owner: 'me' }, fault: ' unrecognized_keys' },
  ])('if one of them is of another kind: $what', ({ change, fault }) => {
    const faults = faultsOf({ ...aDefinitionInput({ milestones: faulty }), ...change });

    expect(faults).toEqual(expect.arrayContaining([fault, ...crossing]));
  });

  it('and none is made up where a milestone cannot be read', () => {
    expect(faultsOf({ ...aDefinitionInput(), milestones: [{ ...aMilestone(), weight: '100' }] })).toEqual([
      'milestones.0.weight invalid_type',
    ]);
  });
});

describe('prerequisites', () => {
  const needsOf = (definition: ReturnType<typeof aDefinition>) =>
    definition.milestones.map((milestone) => prerequisites(definition, milestone));

  it('are the one before in a sequence, none in parallel, and the named ones otherwise', () => {
    const named = milestones(3, (id) => ({ dependsOn: id === 'c' ? ['a', 'b'] : [] }));

    expect(needsOf(aDefinition({ order: 'sequence', milestones: milestones(3) }))).toEqual([
      [],
      ['a'],
      ['b'],
    ]);
    expect(needsOf(aDefinition({ order: 'parallel', milestones: milestones(3) }))).toEqual([[], [], []]);
    expect(needsOf(aDefinition({ order: 'dependencies', milestones: named }))).toEqual([[], [], ['a', 'b']]);
  });
});
