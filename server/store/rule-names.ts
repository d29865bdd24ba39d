import { z } from 'zod';
import type { Database } from './database.ts';

const MAX_TIME_MS = 5_000;

const namedSchema = z.object({
  _id: z.string(),
  definition: z.object({ rule: z.object({ id: z.string(), name: z.string() }), version: z.int() }),
});
export type RuleName = { id: string; name: string; version: number };

/** The rules of those of some definitions that are of rules, by hash; one round trip however many. */
export async function findRuleNames(
  { definitions }: Database,
  hashes: readonly string[],
): Promise<Map<string, RuleName>> {
  if (hashes.length === 0) return new Map();
  const projection = { 'definition.rule.id': 1, 'definition.rule.name': 1, 'definition.version': 1 };
  const found = await definitions
    .find(
      { _id: { $in: [...new Set(hashes)] }, kind: { $ne: 'project' } },
      { projection, maxTimeMS: MAX_TIME_MS },
    )
    .toArray();
  return new Map(
    found.map((document) => {
      const { _id, definition } = namedSchema.parse(document);
      return [_id, { ...definition.rule, version: definition.version }];
    }),
  );
}
