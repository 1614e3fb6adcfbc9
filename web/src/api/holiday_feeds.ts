// Where the holidays of a calendar come from, how that stands, and what is held of it.
import { queryOptions } from '@tanstack/react-query';
import { api, call } from './client';
import type { components } from './schema';
import type { Id, Instant } from './types';

export type HolidayFeed = components['schemas']['HolidayFeeds']['items'][number];

/** A source is asked within seconds of being wanted; until then one looks again. */
const askingMs = 1_000;
const restMs = 60_000;

export const holidayFeedsOptions = (calendar: Id) =>
  queryOptions({
    queryKey: ['calendar', calendar, 'feeds'],
    queryFn: async ({ signal }): Promise<HolidayFeed[]> =>
      (await call(api.GET('/api/v1/calendars/{id}/feeds', { params: { path: { id: calendar } }, signal }))).items,
    refetchInterval: ({ state }) => (state.data?.some(({ asked, tried_at }) => asked || !tried_at) ? askingMs : restMs),
  });

export const fetchHolidays = async (calendar: Id): Promise<HolidayFeed[]> =>
  (await call(api.POST('/api/v1/calendars/{id}/feeds/fetch', { params: { path: { id: calendar } } }))).items;

export const decideHolidays = async (calendar: Id, feed: Id, held_at: Instant, take: boolean): Promise<HolidayFeed[]> =>
  (
    await call(
      api.POST('/api/v1/calendars/{id}/feeds/decide', { params: { path: { id: calendar } }, body: { feed, held_at, take } }),
    )
  ).items;
