import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/svelte-query';
import type { ProjectDefinition } from '../../workflows/definition.ts';
import type {
  Balance,
  CalendarView,
  Claimable,
  ClaimInput,
  ClaimPreview,
  ClockView,
  Dashboard,
  Department,
  DiagramView,
  Entry,
  Inbox,
  InstanceListItem,
  InstanceView,
  Item,
  ItemRule,
  MyWork,
  NotificationView,
  Person,
  PersonRef,
  PositionList,
  RuleComparison,
  RuleDraftView,
  RuleSetListItem,
  RuleSetVersions,
  RuleSetView,
  RuleWork,
  RuleWorkView,
  ScorecardView,
  StaffedPerson,
  Trial,
  Why,
} from './api.ts';
import { request } from './api.ts';
import type { Language } from './language.svelte.ts';

/**
 * Every question to the server, with the key under which its answer is kept. A page says
 * `createQuery(() => queries.instance(id))` and changes by itself when the live stream says so.
 */

type Filter = Record<string, string | undefined>;

function search(filter: Filter): string {
  const given = Object.entries(filter).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

type Page<Item> = { items: Item[]; next: string | null };

/** A list that comes page by page; what has been loaded is asked for again together. */
function pages<Item>(name: string, path: string, filter: Filter) {
  return infiniteQueryOptions({
    queryKey: [name, filter],
    queryFn: ({ signal, pageParam }) =>
      request<Page<Item>>(path + search({ ...filter, cursor: pageParam }), { signal }),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
}
const firstPage: string | undefined = undefined;

export const queries = {
  myWork: () =>
    queryOptions({ queryKey: ['my-work'], queryFn: ({ signal }) => request<MyWork>('/my-work', { signal }) }),
  inbox: () =>
    queryOptions({ queryKey: ['inbox'], queryFn: ({ signal }) => request<Inbox>('/inbox', { signal }) }),
  instance: (id: string) =>
    queryOptions({
      queryKey: ['instance', id],
      queryFn: ({ signal }) => request<InstanceView>(`/instances/${id}`, { signal }),
    }),
  /** The picture of one milestone, or of the life of the project. */
  diagram: (id: string, milestone?: string) =>
    queryOptions({
      queryKey: ['diagram', id, milestone],
      queryFn: ({ signal }) =>
        request<DiagramView>(`/instances/${id}/diagram${search({ milestone })}`, { signal }),
    }),
  instances: (filter: Filter) =>
    queryOptions({
      queryKey: ['instances', filter],
      queryFn: ({ signal }) => request<Page<InstanceListItem>>(`/instances${search(filter)}`, { signal }),
    }),
  instancePages: (filter: Filter) => pages<InstanceListItem>('instance-pages', '/instances', filter),
  templates: (start: string, language: Language) =>
    queryOptions({
      queryKey: ['templates', start, language],
      queryFn: ({ signal }) =>
        request<{ items: { id: string; definition: ProjectDefinition }[] }>(
          `/templates${search({ start, language })}`,
          { signal },
        ),
      staleTime: Infinity,
    }),
  dashboard: () =>
    queryOptions({
      queryKey: ['dashboard'],
      queryFn: ({ signal }) => request<Dashboard>('/dashboard', { signal }),
    }),
  /** What a project has brought into the ledger; more than a page of it has no project. */
  entriesOf: (instance: string) =>
    queryOptions({
      queryKey: ['entries', instance],
      queryFn: ({ signal }) =>
        request<Page<Entry>>(`/ledger/entries${search({ instance, limit: '100' })}`, { signal }),
    }),
  entryPages: (filter: Filter) => pages<Entry>('entry-pages', '/ledger/entries', filter),
  why: (entry: string) =>
    queryOptions({
      queryKey: ['why', entry],
      queryFn: ({ signal }) => request<Why>(`/ledger/entries/${encodeURIComponent(entry)}`, { signal }),
    }),
  balances: () =>
    queryOptions({
      queryKey: ['balances'],
      queryFn: ({ signal }) => request<{ items: Balance[] }>('/ledger/balances', { signal }),
    }),
  /** What somebody can claim today, the caller if nobody is named, and what not and why. */
  claimable: (person?: string) =>
    queryOptions({
      queryKey: ['claimable', person],
      queryFn: ({ signal }) =>
        request<{ person: PersonRef; items: Claimable[] }>(`/claims/rules${search({ person })}`, { signal }),
    }),
  /** What a claim would give as it stands; what it would have given before stays until the answer is there. */
  claimPreview: (claim: ClaimInput | null) =>
    queryOptions({
      queryKey: ['claim-preview', claim],
      queryFn: ({ signal }) =>
        request<ClaimPreview>('/claims/preview', { method: 'POST', body: claim, signal }),
      enabled: claim !== null,
      staleTime: 0,
      placeholderData: keepPreviousData,
    }),
  claimPages: (filter: Filter) => pages<RuleWork>('claim-pages', '/claims', filter),
  dutyPages: (filter: Filter) => pages<RuleWork>('duty-pages', '/duties', filter),
  /** The newest duties or claims of somebody; more than a page of them is for their own pages. */
  newestWork: (of: 'duties' | 'claims', filter: Filter) =>
    queryOptions({
      queryKey: ['newest-work', of, filter],
      queryFn: ({ signal }) =>
        request<Page<RuleWork>>(`/${of}${search({ ...filter, limit: '100' })}`, { signal }),
      placeholderData: keepPreviousData,
    }),
  /** A duty or a claim with its history. */
  ruleWork: (of: 'duties' | 'claims', id: string) =>
    queryOptions({
      queryKey: ['instance', id, of],
      queryFn: ({ signal }) => request<RuleWorkView>(`/${of}/${id}`, { signal }),
    }),
  people: () =>
    queryOptions({
      queryKey: ['people'],
      queryFn: ({ signal }) => request<{ items: Person[] }>('/people', { signal }),
      staleTime: 5 * 60_000,
    }),
  departments: () =>
    queryOptions({
      queryKey: ['people', 'departments'],
      queryFn: ({ signal }) => request<{ items: Department[] }>('/departments', { signal }),
      staleTime: 5 * 60_000,
    }),
  itemPages: (filter: Filter) => pages<Item>('item-pages', '/items', filter),
  /** The rules that take timed items or money that falls due. */
  itemRules: () =>
    queryOptions({
      queryKey: ['rules', 'of-items'],
      queryFn: ({ signal }) => request<{ items: ItemRule[] }>('/items/rules', { signal }),
    }),
  /** What somebody reached and got; the one before stays until another is there. */
  scorecard: (filter: Filter) =>
    queryOptions({
      queryKey: ['scorecard', filter],
      queryFn: ({ signal }) => request<ScorecardView>(`/scorecard${search(filter)}`, { signal }),
      placeholderData: keepPreviousData,
    }),
  /** What makes days what they are; the pages work out the days themselves. */
  calendar: () =>
    queryOptions({
      queryKey: ['calendar'],
      queryFn: ({ signal }) => request<CalendarView>('/calendar', { signal }),
    }),
  positions: () =>
    queryOptions({
      queryKey: ['positions'],
      queryFn: ({ signal }) => request<PositionList>('/positions', { signal }),
    }),
  /** Who has which position and who is on leave, as far as one may see it. */
  staffing: () =>
    queryOptions({
      queryKey: ['staffing'],
      queryFn: ({ signal }) => request<{ items: StaffedPerson[] }>('/staffing', { signal }),
    }),
  notifications: () =>
    queryOptions({
      queryKey: ['notifications'],
      queryFn: ({ signal }) =>
        request<{ items: NotificationView[]; unread: number; next: string | null }>('/notifications', {
          signal,
        }),
    }),
  ruleSets: () =>
    queryOptions({
      queryKey: ['rules', 'sets'],
      queryFn: ({ signal }) => request<{ items: RuleSetListItem[] }>('/rule-sets', { signal }),
    }),
  /** A published rule set: the newest of the department, or the one with this number. */
  ruleSet: (department: string, number?: string) =>
    queryOptions({
      queryKey: ['rules', 'set', department, number],
      queryFn: ({ signal }) =>
        request<RuleSetView>(`/rule-sets/${department}${search({ number })}`, { signal }),
    }),
  ruleVersions: (department: string) =>
    queryOptions({
      queryKey: ['rules', 'versions', department],
      queryFn: ({ signal }) => request<RuleSetVersions>(`/rule-sets/${department}/versions`, { signal }),
    }),
  /** What is different between two numbers, or a number and the draft. */
  ruleComparison: (department: string, from: string, to: string) =>
    queryOptions({
      queryKey: ['rules', 'comparison', department, from, to],
      queryFn: ({ signal }) =>
        request<RuleComparison>(`/rule-sets/${department}/compare${search({ from, to })}`, { signal }),
    }),
  /** What a draft would have given in a past period; the draft changes, so nothing of it is kept. */
  ruleTrial: (department: string, from: string, to: string) =>
    queryOptions({
      queryKey: ['rules', 'trial', department, from, to],
      queryFn: ({ signal }) =>
        request<Trial>(`/rule-sets/${department}/trial${search({ from, to })}`, { signal }),
      staleTime: 0,
      gcTime: 0,
    }),
  /** What is being written; whoever writes on keeps what they have, so it is asked for once. */
  ruleDraft: (department: string) =>
    queryOptions({
      queryKey: ['rules', 'draft', department],
      queryFn: ({ signal }) => request<RuleDraftView>(`/rule-sets/${department}/draft`, { signal }),
      staleTime: Infinity,
      gcTime: 0,
    }),
  clock: () =>
    queryOptions({
      queryKey: ['clock'],
      queryFn: ({ signal }) => request<ClockView>('/demo/clock', { signal }),
    }),
};
