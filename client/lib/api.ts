import type { Problem } from '../../server/contract/problem.ts';
import { language } from './language.svelte.ts';

export type { CalendarView, EnteredCalendar, ImportResult } from '../../server/contract/calendar.ts';
export type { Claimable, ClaimInput, ClaimPreview, ClaimProblem } from '../../server/contract/claims.ts';
export type { Decided } from '../../server/contract/decisions.ts';
export type {
  DiagramView,
  DraftView,
  FileView,
  HistoryLine,
  InstanceListItem,
  InstanceView,
  MilestoneView,
  Outcome,
  SubmissionView,
} from '../../server/contract/instances.ts';
export type { Item, ItemRevision, ItemRule, Taken } from '../../server/contract/items.ts';
export type { Balance, Entry } from '../../server/contract/ledger.ts';
export type { Why, WhyFact } from '../../server/contract/why.ts';
export type {
  ClockView,
  DemoAccount,
  Department,
  Person,
  PersonRef,
  Session,
} from '../../server/contract/people.ts';
export type { Imported, ImportedTable, ImportPreview, KeptImport } from '../../server/contract/importing.ts';
export type { Place, RuleTask, RuleWork, RuleWorkView, WorkRound } from '../../server/contract/rule-work.ts';
export type {
  RuleComparison,
  RuleDraftView,
  RuleSetListItem,
  RuleSetVersions,
  RuleSetView,
} from '../../server/contract/rules.ts';
export type { RuleResult, ScorecardView } from '../../server/contract/scorecard.ts';
export type { PositionList, PositionView, StaffedPerson } from '../../server/contract/positions.ts';
export type { Trial } from '../../server/contract/trial.ts';
export type {
  Dashboard,
  Inbox,
  MyWork,
  NotificationView,
  StreamEvent,
  WorkItem,
} from '../../server/contract/work.ts';
export type { Problem };

export const API = '/api/v1';

/** The server understood and said no. `problem.detail` is a sentence for the person who reads it. */
export class Refused extends Error {
  constructor(
    readonly problem: Problem,
    /** How long the server asked to wait, in seconds. */
    readonly retryAfter: number | null,
  ) {
    super(problem.detail);
    this.name = 'Refused';
  }
}

/** No answer that can be relied on: the network, or a server that is away for a while. */
export class NoAnswer extends Error {
  constructor(
    readonly status: number | null,
    /** How long the server asked to wait, in seconds. */
    readonly retryAfter: number | null,
  ) {
    super(status === null ? 'no answer' : `answered ${status}`);
    this.name = 'NoAnswer';
  }
}

/**
 * JSON of our own server, in the shape that its contract promises: the one place where that is taken on trust.
 * What stands in the storage of the browser is checked instead.
 */
export function trusted<Shape>(json: string): Shape {
  return JSON.parse(json);
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Request = { method?: Method; body?: unknown; version?: number; signal?: AbortSignal };

/** Headers of every request; the second one keeps other sites from sending commands in our name. */
export function headersOf(method: Method): Record<string, string> {
  const headers = { Accept: 'application/json', 'Accept-Language': language.code };
  return method === 'GET' ? headers : { ...headers, 'X-Requested-With': 'jifen' };
}

/** Sends one request and gives its answer. Throws Refused or NoAnswer. */
export async function request<Answer>(
  path: string,
  { method = 'GET', ...rest }: Request = {},
): Promise<Answer> {
  const headers = headersOf(method);
  if (rest.body !== undefined) headers['Content-Type'] = 'application/json';
  if (rest.version !== undefined) headers['If-Match'] = `"${rest.version}"`;
  const options: RequestInit = { method, headers, credentials: 'same-origin' };
  if (rest.body !== undefined) options.body = JSON.stringify(rest.body);
  if (rest.signal !== undefined) options.signal = rest.signal;

  return answerOf(fetch(API + path, options), rest.signal);
}

/** Sends a file, or a text that is taken for one, and gives the answer. Throws Refused or NoAnswer. */
export async function sendFile<Answer>(path: string, file: Blob): Promise<Answer> {
  const headers = { ...headersOf('POST'), 'Content-Type': 'application/octet-stream' };
  return answerOf(fetch(API + path, { method: 'POST', headers, credentials: 'same-origin', body: file }));
}

async function answerOf<Answer>(asked: Promise<Response>, signal?: AbortSignal): Promise<Answer> {
  const response = await asked.catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    throw new NoAnswer(null, null);
  });
  const text = await response.text().catch(() => {
    throw new NoAnswer(null, null);
  });
  if (!response.ok) throw failureOf(response.status, response.headers.get('Retry-After'), text);
  return trusted(text === '' ? 'null' : text);
}

/** What a failed answer means; also for answers that did not come through fetch. */
export function failureOf(status: number, retryAfter: string | null, text: string): Refused | NoAnswer {
  const seconds = retryAfter === null ? null : Number(retryAfter);
  const wait = seconds !== null && Number.isFinite(seconds) ? seconds : null;
  const problem = problemIn(text);
  if (status >= 500 || problem === null) return new NoAnswer(status, wait);
  return new Refused(problem, wait);
}

function problemIn(text: string): Problem | null {
  try {
    const value = trusted<Problem>(text);
    return typeof value.code === 'string' && typeof value.status === 'number' ? value : null;
  } catch {
    return null;
  }
}
