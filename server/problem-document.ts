import type { Problem } from './contract/problem.ts';
import { Refusal } from './errors.ts';
import { sentenceOf, type Language } from './faults.ts';
import { problems, titles, type ProblemCode } from './problems.ts';
import { isPassing } from './store/passing-errors.ts';

/** What an error of any kind is to the one who asked: a refusal in the words of this product, or `internal`. */
export function refusalOf(error: unknown, request: string): Refusal {
  if (error instanceof Refusal) return error;
  if (isPassing(error) || isTooSlow(error)) return new Refusal('database_unavailable', { retryAfter: 2 });
  return ofBodyParser(error) ?? new Refusal('internal', { params: { request } });
}

/** The database broke off a read that took longer than it may. */
function isTooSlow(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 50 && error.name.startsWith('Mongo');
}

const parserCodes: Record<string, ProblemCode> = {
  'entity.too.large': 'body_too_large',
  'entity.parse.failed': 'broken_json',
  'charset.unsupported': 'not_json',
  'encoding.unsupported': 'not_json',
  'request.aborted': 'broken_request',
  'request.size.invalid': 'broken_request',
};

function ofBodyParser(error: unknown): Refusal | null {
  if (!(error instanceof Error) || !('status' in error)) return null;
  const type = 'type' in error ? String(error.type) : '';
  const code = parserCodes[type] ?? (error.status === 400 ? 'broken_request' : undefined);
  return code === undefined ? null : new Refusal(code, { params: { limit: limitIn(error) } });
}

function limitIn(error: Error): string {
  const bytes = 'limit' in error ? Number(error.limit) : Number.NaN;
  return Number.isNaN(bytes) ? '512 kB' : `${Math.floor(bytes / 1024)} kB`;
}

function filled(sentence: string, params: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}

/** A refusal as the document that goes out (RFC 9457), in the language of the request. */
export function problemOf({ code, details, status }: Refusal, language: Language, request: string): Problem {
  const { faults, allowed, params } = details;
  return {
    type: `urn:jifen:problem:${code}`,
    title: titles[status]?.[language] ?? code,
    status,
    code,
    detail: filled(problems[code][language], { count: faults?.length ?? 0, ...params }),
    instance: `urn:jifen:request:${request}`,
    ...(faults === undefined
      ? {}
      : {
          faults: faults.map((fault) => ({
            path: fault.path,
            code: fault.code,
            message: sentenceOf(fault, language),
          })),
        }),
    ...(params === undefined ? {} : { params }),
    ...(allowed === undefined ? {} : { allowed }),
  };
}
