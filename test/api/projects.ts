import { randomUUID } from 'node:crypto';
import { outcomeSchema } from '../../server/contract/instances.ts';
import { introducePointsManagement } from '../support/company.ts';
import { idOf } from './service.ts';
import type { Answer, Visitor } from './visitor.ts';

export const definition = introducePointsManagement('2026-01-05');
export const evidence = { text: '方案见附件' };

/** Makes a project of these people; the one who makes it has to be allowed to. */
export async function makeProject(
  visitor: Visitor,
  { owner, leader, ...other }: { owner: string; leader: string; definition?: object },
): Promise<string> {
  const people = { owner: idOf(owner), leader: idOf(leader) };
  const answer = await visitor.post('/projects', {
    commandId: randomUUID(),
    definition,
    ...other,
    ...people,
  });
  return outcomeOf(answer, 201);
}

function outcomeOf(answer: Answer, status: number): string {
  if (answer.status !== status) throw new Error(`${answer.status} ${answer.text}`);
  return outcomeSchema.parse(answer.body).instance;
}

/** Sends an event under a fresh command id. */
export function sendEvent(
  visitor: Visitor,
  instance: string,
  event: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return visitor.post(`/instances/${instance}/events`, { commandId: randomUUID(), ...event }, headers);
}

/** Sends an event that has to be taken. */
export async function take(visitor: Visitor, instance: string, event: object): Promise<void> {
  outcomeOf(await sendEvent(visitor, instance, event), 200);
}

/** A project that is under way: its plan is accepted, its start has come, its first milestone is open. */
export async function beginProject(
  people: { owner: Visitor; leader: Visitor },
  names: { owner: string; leader: string; definition?: object },
): Promise<string> {
  const instance = await makeProject(people.leader, names);
  await take(people.owner, instance, { type: 'SUBMIT_PLAN' });
  await take(people.leader, instance, { type: 'ACCEPT_PLAN' });
  return instance;
}
