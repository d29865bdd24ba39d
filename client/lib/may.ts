import { session } from './session.svelte.ts';

/** Whether the page offers to make a project. The server is the judge; nothing is offered that it would refuse. */
export function mayCreateProjects(): boolean {
  const roles = session.current?.person.roles ?? [];
  return roles.includes('leader') || roles.includes('pointsManager');
}
