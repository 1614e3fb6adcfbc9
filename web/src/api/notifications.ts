// What one was told, and what was read of it.
import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, call } from './client';
import type { Id } from './types';

export type NotificationState = 'all' | 'unread';
const root = ['notifications'] as const;
/** What the menu shows. */
const latestMost = 8;
/** Unread ones that are counted exactly: more are "99+". */
export const countedMost = 99;

const page = (state: NotificationState, limit: number, cursor: string | undefined, signal: AbortSignal) =>
  call(api.GET('/api/v1/me/notifications', { params: { query: { state, limit, cursor } }, signal }));

export const latestOptions = queryOptions({
  queryKey: [...root, 'latest'] as const,
  queryFn: ({ signal }) => page('all', latestMost, undefined, signal),
  // What was read on another device is no hint of the stream.
  refetchInterval: 60_000,
});

export const notificationsOptions = (state: NotificationState) =>
  infiniteQueryOptions({
    queryKey: [...root, state] as const,
    queryFn: ({ pageParam, signal }) => page(state, 50, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const refreshNotifications = (client: QueryClient) => void client.invalidateQueries({ queryKey: root });

export type Marking = { ids: Id[] } | { incident: Id } | Record<string, never>;
/** Answers what was not read before. */
export const markRead = async (body: Marking): Promise<Id[]> =>
  (await call(api.POST('/api/v1/me/notifications/read', { body }))).marked;
export const markUnread = (ids: Id[]) => call(api.POST('/api/v1/me/notifications/unread', { body: { ids } }));
