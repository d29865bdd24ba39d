import { ruleId } from '../rules/fields.ts';
import { ruleKeys } from './rule-keys.ts';
import { asName } from './naming.ts';

type Part = { readonly id: string; readonly name: string };
export type KnownKeyResult = Part & { readonly weight: unknown; readonly rules: readonly Part[] };
export type KnownProcess = Part & { readonly keyResults: readonly KnownKeyResult[] };
/** As much of a rule set as tells its parts apart; that of a draft may be wrong in any other way. */
export type KnownTable = {
  readonly areas: readonly (Part & { readonly processes: readonly KnownProcess[] })[];
};

/** What a department has already, when another table of its rules is read. */
export type KnownRules = {
  /** Its newest published rule set. */
  published?: KnownTable | undefined;
  draft?: KnownTable | undefined;
  /** Whether something of any department has, or ever had, this id: what is new must not get it. */
  isUsed: (id: string) => boolean;
};

/** Every id of a table. */
export function idsOf({ areas }: KnownTable): string[] {
  return areas.flatMap(({ id, processes }) => [
    id,
    ...processes.flatMap((process) => [
      process.id,
      ...process.keyResults.flatMap((keyResult) => [keyResult.id, ...keyResult.rules.map((rule) => rule.id)]),
    ]),
  ]);
}

/**
 * Which parts of a table have been there before, and their ids: an area by its name, in it a process and a key result
 * by theirs, and in that a rule by its name, its kind and what it counts. What has brought its id keeps it.
 */
export function idsTakenOver(
  table: KnownTable,
  brought: Iterable<string>,
  { published, draft, isUsed }: KnownRules,
): ReadonlyMap<string, string> {
  const pairing = new Pairing(brought);
  if (published !== undefined) pairing.with(table, published, () => true);
  // A draft can hold anything: also an id of another department, or of a rule that has ended.
  const current = new Set(published === undefined ? [] : idsOf(published));
  const canGive = (id: string) => ruleId.safeParse(id).success && (current.has(id) || !isUsed(id));
  if (draft !== undefined) pairing.with(table, draft, canGive);
  return pairing.ids;
}

/** Pairs the parts of a table with known ones; no id is given twice. */
class Pairing {
  readonly ids: Map<string, string>;
  readonly #given: Set<string>;

  constructor(brought: Iterable<string>) {
    this.#given = new Set(brought);
    this.ids = new Map([...this.#given].map((id) => [id, id]));
  }

  with(table: KnownTable, known: KnownTable, canGive: (id: string) => boolean): void {
    for (const [area, before] of this.#pairs(table.areas, known.areas, byName, canGive)) {
      this.#pairs(area.processes, before.processes, byName, canGive);
      const keyResults = this.#pairs(placed(area), placed(before), byPlace, canGive);
      for (const [keyResult, last] of keyResults) {
        this.#pairs(keyResult.rules, last.rules, (rule) => ruleKeys(rule, keyResult.name), canGive);
      }
    }
  }

  /** What has its id already stays with it; of the others, those that have most in common come first. */
  #pairs<Kind extends Part>(
    parts: readonly Kind[],
    known: readonly Kind[],
    keysOf: (part: Kind) => readonly string[],
    canGive: (id: string) => boolean,
  ): [Kind, Kind][] {
    const byId = new Map(known.map((each) => [each.id, each]));
    const pairs = parts.flatMap((part): [Kind, Kind][] => {
      const found = byId.get(this.ids.get(part.id) ?? '');
      return found === undefined ? [] : [[part, found]];
    });
    const keyed = parts.map((part) => ({ part, keys: keysOf(part) }));
    const free = known.filter(({ id }) => canGive(id)).map((each) => ({ each, keys: keysOf(each) }));
    for (let level = 0; keyed.some(({ keys }) => level < keys.length); level += 1) {
      const waiting = new Map<string | undefined, Kind[]>();
      for (const { each, keys } of free) {
        if (this.#given.has(each.id)) continue;
        waiting.set(keys[level], [...(waiting.get(keys[level]) ?? []), each]);
      }
      for (const { part, keys } of keyed) {
        if (this.ids.has(part.id) || keys[level] === undefined) continue;
        const found = waiting.get(keys[level])?.shift();
        if (found === undefined || this.#given.has(found.id)) continue;
        this.#given.add(found.id);
        this.ids.set(part.id, found.id);
        pairs.push([part, found]);
      }
    }
    return pairs;
  }
}

function byName({ name }: Part): string[] {
  return [asName(name)];
}

type Placed = KnownKeyResult & { process: string };

function placed({ processes }: { readonly processes: readonly KnownProcess[] }): Placed[] {
  return processes.flatMap(({ name, keyResults }) => keyResults.map((each) => ({ ...each, process: name })));
}

/** One that has moved to another process of its area is the same; of several with one name, that of the same weight. */
function byPlace({ process, name, weight }: Placed): string[] {
  const [within, called] = [asName(process), asName(name)];
  return [JSON.stringify([within, called, weight]), JSON.stringify([within, called]), called];
}
