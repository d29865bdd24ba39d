/**
 * Answers questions that are asked in the same moment with one query. `fetch` gets the different keys and
 * gives what it found by key; what it does not give is null.
 */
export function together<Found>(
  fetch: (keys: string[]) => Promise<ReadonlyMap<string, Found>>,
): (key: string) => Promise<Found | null> {
  let asked: { keys: Set<string>; answer: Promise<ReadonlyMap<string, Found>> } | undefined;
  return async (key) => {
    if (asked === undefined) {
      const keys = new Set<string>();
      const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        asked = undefined;
        return fetch([...keys]);
      });
      asked = { keys, answer };
    }
    asked.keys.add(key);
    return (await asked.answer).get(key) ?? null;
  };
}
