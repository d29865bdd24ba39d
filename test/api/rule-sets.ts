import { expect } from 'vitest';
import {
  publicationSchema,
  ruleDraftViewSchema,
  ruleViewSchema,
  type Publication,
  type RuleDraftView,
} from '../../server/contract/rules.ts';
import type { Service } from './service.ts';
import type { Answer } from './visitor.ts';

/** Rules to publish: each has what it needs to be valid, and a test names only what it is about. */
export const count = (id: string, changes: object = {}) => ({
  kind: 'count',
  id,
  name: id,
  unit: '次',
  points: -50,
  ...changes,
});
export const duty = (id: string, every: string, changes: object = {}) => ({
  kind: 'duty',
  id,
  name: id,
  due: { every },
  points: 5,
  ...changes,
});

/** A rule set of a department with one area, one key result and these rules. */
export function ruleSet(department: string, rules: object[], weight: unknown = 10_000) {
  const id = (what: string) => ({ id: `${department}_${what}`, name: what });
  const processes = [{ ...id('process'), keyResults: [{ ...id('result'), weight, rules }] }];
  return {
    kind: 'rules',
    department: { id: department, name: department },
    areas: [{ ...id('area'), processes }],
  };
}

/** The points manager of the demo company at work on its rules, and somebody who only reads them. */
export async function rulesOffice(service: Service) {
  const [li, chen] = await Promise.all([service.as('li'), service.as('chen')]);

  async function begin(department: string, start: object = { from: 'published' }): Promise<RuleDraftView> {
    const answer = await li.post(`/rule-sets/${department}/draft`, start);
    expect(answer.status, answer.text).toBe(201);
    return ruleDraftViewSchema.parse(answer.body);
  }

  /** Writes this into the draft of a department, begun if there is none. */
  async function write(department: string, content: object): Promise<RuleDraftView> {
    const there = await li.get(`/rule-sets/${department}/draft`);
    const { version } =
      there.status === 200
        ? ruleDraftViewSchema.parse(there.body)
        : await begin(department, { from: 'empty', name: department });
    const answer = await li.put(`/rule-sets/${department}/draft`, { version, ruleSet: content });
    expect(answer.status, answer.text).toBe(200);
    return ruleDraftViewSchema.parse(answer.body);
  }

  const publish = (department: string, version: number, note = ''): Promise<Answer> =>
    li.post(`/rule-sets/${department}/publish`, { version, note });

  /** Publishes this as the next rule set of a department. */
  async function publishSet(department: string, content: object, note = ''): Promise<Publication> {
    const { version } = await write(department, content);
    const answer = await publish(department, version, note);
    expect(answer.status, answer.text).toBe(201);
    return publicationSchema.parse(answer.body);
  }

  /** The versions of a rule, newest first, in a line each. */
  async function versionsOf(rule: string): Promise<string[]> {
    const { versions } = ruleViewSchema.parse((await chen.get(`/rules/${rule}`)).body);
    return versions.map(({ version, from, to, holds, rule: definition }) => {
      const what = definition === null ? 'gone' : definition.kind;
      return `${version} ${what} ${from}…${to ?? ''} ${holds}`;
    });
  }

  const publishRules = (department: string, rules: object[]) =>
    publishSet(department, ruleSet(department, rules));
  return { li, chen, begin, write, publish, publishSet, publishRules, versionsOf };
}
export type RulesOffice = Awaited<ReturnType<typeof rulesOffice>>;

/** What has been published, as it lies in the database. */
export async function publishedLines({ database }: Service): Promise<string[]> {
  const found = await Promise.all([
    database.ruleSets.find().sort({ edition: 1 }).toArray(),
    database.ruleVersions.find().sort({ _id: 1 }).toArray(),
  ]);
  return found.flat().map((document) => JSON.stringify(document));
}
