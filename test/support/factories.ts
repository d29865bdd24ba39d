import {
  projectDefinitionSchema,
  type ProjectDefinition,
  type ProjectDefinitionInput,
} from '../../workflows/definition.ts';
import type { Evidence } from '../../workflows/events.ts';
import { relations, type Actor, type Relation, type Role } from '../../workflows/permissions.ts';

/** Things to test with: each has what it needs to be valid, and a test names only what it is about. */

export type MilestoneInput = ProjectDefinitionInput['milestones'][number];

/** The id of the n-th person. */
export function personId(n: number): string {
  return n.toString(16).padStart(24, '0');
}

export function anActor(id: string, ...roles: Role[]): Actor {
  return { id, roles: roles.length === 0 ? ['member'] : roles };
}

export const people = {
  owner: anActor(personId(1)),
  filer: anActor(personId(11)),
  leader: anActor(personId(2), 'leader'),
  pointsManager: anActor(personId(3), 'pointsManager'),
  stranger: anActor(personId(4), 'member', 'leader', 'administrator', 'auditor'),
} as const satisfies Record<Relation | 'stranger', Actor>;

/** Who is who in a project of the tests. */
export const input = { owner: people.owner.id, leader: people.leader.id, timeZone: 'Asia/Shanghai' };

/** An actor who is all of these to a project of the tests at once; somebody else if nothing is named. */
export function actorWho(...held: Relation[]): Actor {
  const first = relations.find((relation) => held.includes(relation));
  if (first === undefined) return people.stranger;
  return held.includes('pointsManager') ? { ...people[first], roles: ['pointsManager'] } : people[first];
}

export function aMilestone(changes: Partial<MilestoneInput> = {}): MilestoneInput {
  return {
    id: 'plan',
    title: 'Plan',
    weight: 10_000,
    due: '2026-01-31',
    criterion: { text: 'The plan is written' },
    ...changes,
  };
}

/** Milestones a, b, c, … with equal weights, due at the end of January, February, March, …. */
export function milestones(
  count: number,
  changes: (id: string, index: number) => Partial<MilestoneInput> = () => ({}),
): MilestoneInput[] {
  const share = Math.floor(10_000 / count);
  return Array.from({ length: count }, (_, index) => {
    const id = milestoneIdAt(index);
    return aMilestone({
      id,
      title: id.toUpperCase(),
      weight: index === 0 ? 10_000 - share * (count - 1) : share,
      due: `2026-${String((index % 12) + 1).padStart(2, '0')}-28`,
      ...changes(id, index),
    });
  });
}

/** a, b, …, z, a1, b1, …. */
export function milestoneIdAt(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : `${letter}${Math.floor(index / 26)}`;
}

/** A definition as somebody sends it. */
export function aDefinitionInput(changes: Partial<ProjectDefinitionInput> = {}): ProjectDefinitionInput {
  return {
    kind: 'project',
    title: 'A project',
    points: 2000,
    start: '2026-01-01',
    order: 'parallel',
    remindDaysBefore: [7, 1],
    milestones: [aMilestone()],
    ...changes,
  };
}

/** A definition that was checked. Throws if it is none. */
export function aDefinition(changes: Partial<ProjectDefinitionInput> = {}): ProjectDefinition {
  return projectDefinitionSchema.parse(aDefinitionInput(changes));
}

export function evidence(changes: Partial<Evidence> = {}): Evidence {
  return { text: 'Done, see the list', links: [], files: [], list: [], shortfall: '', ...changes };
}
