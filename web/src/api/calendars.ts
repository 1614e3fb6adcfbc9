// What a calendar says: what is open on each date, and when so much time is over.
import { queryOptions } from '@tanstack/react-query';
import { api, call } from './client';

/** `version` of the calendar, so that an answer is not kept beyond it. */
export const calendarDaysOptions = (id: string, version: number, from: number, until: number) =>
  queryOptions({
    queryKey: ['calendar', id, version, 'days', from, until],
    queryFn: ({ signal }) =>
      call(
        api.GET('/api/v1/calendars/{id}/days', {
          params: { path: { id }, query: { from: new Date(from).toISOString(), until: new Date(until).toISOString() } },
          signal,
        }),
      ),
    staleTime: 60_000,
  });

export const reckonOptions = (id: string, version: number, start: string, add: string) =>
  queryOptions({
    queryKey: ['calendar', id, version, 'reckon', start, add],
    queryFn: ({ signal }) =>
      call(api.GET('/api/v1/calendars/{id}/reckon', { params: { path: { id }, query: { start, add } }, signal })),
    staleTime: 60_000,
    retry: false,
  });

export const activeCalendarsOptions = queryOptions({
  queryKey: ['calendars', 'active'],
  queryFn: async ({ signal }) =>
    (await call(api.GET('/api/v1/calendars', { params: { query: { filter: 'active = true', limit: 200 } }, signal }))).items,
  staleTime: 60_000,
});
