const EVERY_MS = 4 * 3_600_000;

/** Whether a reviewer can be urged at that moment: once in 4 hours for each item (instants are ISO, UTC). */
export function mayUrge(urgedAt: string | null, at: string): boolean {
  return urgedAt === null || Date.parse(at) - Date.parse(urgedAt) >= EVERY_MS;
}
