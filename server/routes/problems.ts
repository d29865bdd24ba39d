import type { ErrorRequestHandler, Request } from 'express';
import type { Language } from '../faults.ts';
import { problemOf, refusalOf } from '../problem-document.ts';

/** The language of the two that a request asks for, Chinese if it asks for neither. */
export function languageOf(request: Request): Language {
  return request.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh';
}

function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

/** Answers every error with a problem document; what was not foreseen is logged and shows nothing but its number. */
export const answerWithProblem: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const id = typeof request.id === 'string' ? request.id : '';
  const refusal = refusalOf(error, id);
  // Who asked has gone away in the middle of a file: nobody is there to be told, and nothing is wrong.
  if (isBrokenOff(error) && (response.closed || request.socket.destroyed)) return;
  if (refusal.status >= 500) request.log.error({ err: error, code: refusal.code }, 'refused');
  if (response.headersSent) return void next(error);
  const { retryAfter } = refusal.details;
  if (retryAfter !== undefined) response.set('Retry-After', String(retryAfter));
  if (refusal.code === 'file_too_large') response.set('Connection', 'close');
  response
    .status(refusal.status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(refusal, languageOf(request), id)));
};
