import type { Command, CommandType } from './events.ts';

/** Roles of a person in the company; one person can have several. */
export const roles = ['member', 'leader', 'pointsManager', 'administrator', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** What an actor is to an instance, apart from being somebody. */
export const relations = ['owner', 'filer', 'leader', 'pointsManager'] as const;
export type Relation = (typeof relations)[number];

type Rule = { by: readonly Relation[]; decides: boolean };
const may = (...by: Relation[]): Rule => ({ by, decides: false });
const decides = (...by: Relation[]): Rule => ({ by, decides: true });

/**
 * Who may send what. An event that decides is never taken from the owner, whatever else the owner is
 * (domain: what must always hold, 5).
 */
export const eventPolicy: Record<CommandType, Rule> = {
  SUBMIT_PLAN: may('owner', 'pointsManager'),
  WITHDRAW_PLAN: may('owner', 'pointsManager'),
  REVISE_PLAN: may('owner', 'pointsManager'),
  ACCEPT_PLAN: decides('leader'),
  RETURN_PLAN: decides('leader'),
  START: may('owner', 'leader', 'pointsManager'),
  SUSPEND: decides('leader', 'pointsManager'),
  RESUME: decides('leader', 'pointsManager'),
  CANCEL: decides('leader', 'pointsManager'),
  SUBMIT: may('owner'),
  WITHDRAW: may('owner'),
  URGE: may('owner'),
  ASK_EXTENSION: may('owner'),
  ACCEPT: decides('leader'),
  RETURN: decides('leader'),
  REJECT: decides('leader'),
  REOPEN: decides('leader'),
  GRANT_EXTENSION: decides('leader'),
  DECLINE_EXTENSION: decides('leader'),
  SUBMIT_WORK: may('owner', 'filer'),
  WITHDRAW_WORK: may('owner', 'filer'),
  URGE_WORK: may('owner', 'filer'),
  ACCEPT_WORK: decides('leader'),
  RETURN_WORK: decides('leader'),
  REJECT_WORK: decides('leader'),
  TRANSFER_WORK: decides('leader'),
  REVERSE_WORK: decides('leader', 'pointsManager'),
};

/** Somebody who sends events: a person with the roles of the moment. */
export type Actor = { id: string; roles: readonly Role[] };
/** Who is who in an instance; the filer is who recorded a claim. */
export type People = { owner: string; leader: string; filer?: string };

/** What the actor is to this instance. */
export function relationsOf(actor: Actor, people: People): Relation[] {
  const held: Relation[] = [];
  if (actor.id === people.owner) held.push('owner');
  if (actor.id === people.filer) held.push('filer');
  if (actor.id === people.leader) held.push('leader');
  if (actor.roles.includes('pointsManager')) held.push('pointsManager');
  return held;
}

/**
 * Whether an event would give a project to other people without being allowed to: whom the work is accepted by,
 * and who gets the points, is for the points manager to say, not for an owner who revises the plan.
 */
export function reassigns(event: Command, actor: Actor, people: People): boolean {
  if (event.type !== 'REVISE_PLAN') return false;
  const same = event.owner === people.owner && event.leader === people.leader;
  return !same && !actor.roles.includes('pointsManager');
}

/** Why the actor may not send this event, or null if allowed. */
export function forbids(type: CommandType, actor: Actor, people: People): 'own_work' | 'not_allowed' | null {
  const rule = eventPolicy[type];
  const held = relationsOf(actor, people);
  if (rule.decides && held.includes('owner')) return 'own_work';
  return held.some((relation) => rule.by.includes(relation)) ? null : 'not_allowed';
}
