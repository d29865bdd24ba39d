import type { Role } from '../../workflows/permissions.ts';
import type { Organisation } from '../store/directory.ts';
import type { Sight } from '../store/visible.ts';

/**
 * How far a permission reaches: one's own (what one owns, and what one accepts as its leader), the projects of
 * the people in the departments that one leads, or everything.
 */
export const scopes = ['own', 'department', 'all'] as const;
export type Scope = (typeof scopes)[number];

type Grant = Partial<Record<Role, Scope>>;
const everybody = (scope: Scope): Grant => ({
  member: scope,
  leader: scope,
  pointsManager: scope,
  administrator: scope,
  auditor: scope,
});
const reading: Grant = {
  member: 'own',
  leader: 'department',
  pointsManager: 'all',
  administrator: 'all',
  auditor: 'all',
};

/**
 * Who may do what with the resources of the API, by role; a person with several roles has the widest of their
 * scopes. Which events of an instance somebody may send is said in `workflows/permissions.ts`.
 */
export const resourcePolicy = {
  read_people: everybody('all'),
  manage_people: { administrator: 'all' },
  read_staffing: reading,
  manage_positions: { pointsManager: 'all', administrator: 'all' },
  record_absence: { leader: 'department', pointsManager: 'all', administrator: 'all' },
  read_templates: everybody('all'),
  create_project: { leader: 'all', pointsManager: 'all' },
  read_instance: reading,
  send_event: reading,
  write_evidence: everybody('own'),
  file_claim: { ...everybody('own'), leader: 'department', pointsManager: 'all' },
  read_ledger: reading,
  read_scorecard: reading,
  record_items: { leader: 'department', pointsManager: 'all' },
  read_dashboard: reading,
  read_own_work: everybody('own'),
  follow_changes: reading,
  read_calendar: everybody('all'),
  manage_calendar: { pointsManager: 'all', administrator: 'all' },
  read_rules: everybody('all'),
  manage_rules: { pointsManager: 'all' },
  move_clock: everybody('all'),
  manage_outbox: { administrator: 'all' },
} as const satisfies Record<string, Grant>;

export type Action = keyof typeof resourcePolicy;
export const actions = Object.keys(resourcePolicy).filter((name): name is Action => name in resourcePolicy);

/** How far somebody with these roles may do this, or null if not at all. */
export function scopeOf(action: Action, roles: readonly Role[]): Scope | null {
  const grant: Grant = resourcePolicy[action];
  const held = roles.map((role) => grant[role]);
  return scopes.findLast((scope) => held.includes(scope)) ?? null;
}

/** Whose projects and points this scope lets a person see. */
export function sightOf(scope: Scope, person: string, organisation: Organisation): Sight {
  switch (scope) {
    case 'all':
      return { all: true };
    case 'department':
      return { all: false, self: person, owners: [person, ...organisation.ledBy(person)] };
    case 'own':
      return { all: false, self: person, owners: [person] };
  }
}
