import type { Request } from 'express';
import { Refusal } from '../errors.ts';

const VERSION = /^(?:W\/)?"(\d{1,9})"$/;

/** The version that the sender saw, from If-Match; none if any will do. Throws a Refusal if it is none of ours. */
export function versionIn(request: Request): number | undefined {
  const header = request.get('if-match');
  if (header === undefined || header === '*') return undefined;
  const version = VERSION.exec(header)?.[1];
  if (version === undefined) {
    throw new Refusal('invalid_request', { faults: [{ path: 'If-Match', code: 'bad_format' }] });
  }
  return Number(version);
}
