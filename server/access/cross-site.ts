type Headers = Record<string, string | string[] | undefined>;

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that changes something comes from a page of our own: another site can neither set the
 * header nor hide where it is. Programs that are no browsers send an Origin as well.
 */
export function isFromOurPages(method: string, headers: Headers, publicUrl: string | undefined): boolean {
  if (SAFE_METHODS.has(method)) return true;
  if (headers['x-requested-with'] !== 'jifen') return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = headers;
  if (typeof origin !== 'string' || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.host === host || (publicUrl !== undefined && from.origin === new URL(publicUrl).origin);
}
