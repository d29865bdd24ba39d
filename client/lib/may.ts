import { session } from './session.svelte.ts';

/** Whether the page offers to make a project. The server is the judge; nothing is offered that it would refuse. */
export function mayCreateProjects(): boolean {
  const roles = session.current?.person.roles ?? [];
  return roles.includes('leader') || roles.includes('pointsManager');
}

/** Whether the page offers to change positions and who has them. */
export function mayManagePositions(): boolean {
  const roles = session.current?.person.roles ?? [];
  return roles.includes('pointsManager') || roles.includes('administrator');
}

/** Whether the page about who has which position is of use: to those who manage it, and to leaders for leave. */
export function maySeeStaffing(): boolean {
  return mayManagePositions() || session.current?.person.roles.includes('leader') === true;
}

/** Whether the page offers to record timed items: of everybody else, or of the people that one leads. */
export function mayRecordItems(): boolean {
  const roles = session.current?.person.roles ?? [];
  return roles.includes('leader') || roles.includes('pointsManager');
}

/** Whether the page offers to change the company's calendar. */
export function mayManageCalendar(): boolean {
  const roles = session.current?.person.roles ?? [];
  return roles.includes('pointsManager') || roles.includes('administrator');
}

/** Whether the page offers to change the rules. */
export function mayManageRules(): boolean {
  return session.current?.person.roles.includes('pointsManager') === true;
}

/** Whether the page offers to record a claim for somebody else: a leader for their people, the points manager for all. */
export function mayFileForOthers(): boolean {
  const roles = session.current?.person.roles ?? [];
  return roles.includes('leader') || roles.includes('pointsManager');
}
