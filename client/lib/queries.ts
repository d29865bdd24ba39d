import { queryOptions } from '@tanstack/svelte-query';
import type {
  Balance,
  ClockView,
  Dashboard,
  DiagramView,
  Entry,
  Inbox,
  InstanceListItem,
  InstanceView,
  MyWork,
  NotificationView,
  Person,
  Why,
} from './api.ts';
import { request } from './api.ts';

/**
 * Every question to the server, with the key under which its answer is kept. A page says
 * `createQuery(() => queries.instance(id))` and changes by itself when the live stream says so.
 */

type Filter = Record<string, string | undefined>;

function search(filter: Filter): string {
  const given = Object.entries(filter).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

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
  diagram: (id: string) =>
    queryOptions({
      queryKey: ['diagram', id],
      queryFn: ({ signal }) => request<DiagramView>(`/instances/${id}/diagram`, { signal }),
    }),
  instances: (filter: Filter) =>
    queryOptions({
      queryKey: ['instances', filter],
      queryFn: ({ signal }) =>
        request<{ items: InstanceListItem[]; next: string | null }>(`/instances${search(filter)}`, {
          signal,
        }),
    }),
  dashboard: () =>
    queryOptions({
      queryKey: ['dashboard'],
      queryFn: ({ signal }) => request<Dashboard>('/dashboard', { signal }),
    }),
  entries: (filter: Filter) =>
    queryOptions({
      queryKey: ['entries', filter],
      queryFn: ({ signal }) =>
        request<{ items: Entry[]; next: string | null }>(`/ledger/entries${search(filter)}`, { signal }),
    }),
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
  people: () =>
    queryOptions({
      queryKey: ['people'],
      queryFn: ({ signal }) => request<{ items: Person[] }>('/people', { signal }),
      staleTime: 5 * 60_000,
    }),
  notifications: () =>
    queryOptions({
      queryKey: ['notifications'],
      queryFn: ({ signal }) =>
        request<{ items: NotificationView[]; unread: number; next: string | null }>('/notifications', {
          signal,
        }),
    }),
  clock: () =>
    queryOptions({
      queryKey: ['clock'],
      queryFn: ({ signal }) => request<ClockView>('/demo/clock', { signal }),
    }),
};
