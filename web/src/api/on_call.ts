// Who is on call: rosters, shifts, gaps, overrides, cover requests and addresses for calendar programs.
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, call } from './client';
import { learnNames } from './names';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];
export type OnCallItem = Schemas['OnCallItem'];
export type RosterShift = Schemas['RosterShift'];
export type RosterGap = Schemas['RosterGap'];
export type RosterCalendar = Schemas['RosterCalendar'];
export type RosterOverride = Schemas['RosterOverride'];
export type CoverRequest = Schemas['CoverRequest'];
export type NewOverride = Schemas['RosterOverrideRequest'];
export type NewCoverRequest = Schemas['CoverRequestRequest'];
export type PreviewRequest = Schemas['RosterPreviewRequest'];

/** All of it is read anew after each change here, and now and then: shifts begin and end without anybody doing anything. */
const key = 'on_call';
const refetchMs = 60_000;
export const onCallChanged = (client: QueryClient) => client.invalidateQueries({ queryKey: [key] });

const named = <T extends { names: Record<string, string> }>(answer: T): T => {
  learnNames(answer.names);
  return answer;
};

export const onCallOptions = queryOptions({
  queryKey: [key, 'now'],
  queryFn: async () => named(await call(api.GET('/api/v1/on_call'))),
  refetchInterval: refetchMs,
});
export const gapsOptions = queryOptions({
  queryKey: [key, 'gaps'],
  queryFn: async () => named(await call(api.GET('/api/v1/on_call/gaps'))),
  refetchInterval: refetchMs * 5,
});
export const ownShiftsOptions = queryOptions({
  queryKey: [key, 'mine'],
  queryFn: async () => named(await call(api.GET('/api/v1/on_call/mine'))),
  refetchInterval: refetchMs,
});
export const coverRequestsOptions = queryOptions({
  queryKey: [key, 'cover'],
  queryFn: async () => named(await call(api.GET('/api/v1/cover_requests'))).items,
  refetchInterval: refetchMs,
});
export const feedsOptions = queryOptions({
  queryKey: [key, 'feeds'],
  queryFn: async () => named(await call(api.GET('/api/v1/on_call/feeds'))).items,
});

const instants = (from: number, until: number) => ({ from: new Date(from).toISOString(), until: new Date(until).toISOString() });
export const rosterCalendarOptions = (id: Id, from: number, until: number) =>
  queryOptions({
    queryKey: [key, 'calendar', id, from, until],
    queryFn: async ({ signal }) =>
      named(
        await call(api.GET('/api/v1/rosters/{id}/shifts', { params: { path: { id }, query: instants(from, until) }, signal })),
      ),
    refetchInterval: refetchMs,
  });
export const fairnessOptions = (id: Id, from: number, until: number) =>
  queryOptions({
    queryKey: [key, 'fairness', id, from, until],
    queryFn: async ({ signal }) =>
      named(
        await call(api.GET('/api/v1/rosters/{id}/fairness', { params: { path: { id }, query: instants(from, until) }, signal })),
      ),
  });
/** Its team's manager may act for everybody on it. */
export const rosterOptions = (id: Id) =>
  queryOptions({
    queryKey: [key, 'roster', id],
    queryFn: async () => {
      const roster = await call(api.GET('/api/v1/rosters/{id}', { params: { path: { id } } }));
      const team = roster.team ? await call(api.GET('/api/v1/teams/{id}', { params: { path: { id: roster.team } } })) : null;
      return { roster, manager: team?.manager ?? null };
    },
  });
/** `body` is a plan that was not saved; what is wrong with it is the error. */
export const previewOptions = (body: PreviewRequest) =>
  queryOptions({
    queryKey: [key, 'preview', JSON.stringify(body)],
    queryFn: async ({ signal }) => named(await call(api.POST('/api/v1/rosters/preview', { body, signal }))),
    retry: false,
    staleTime: 60_000,
  });

export const makeOverride = (id: Id, body: NewOverride) =>
  call(api.POST('/api/v1/rosters/{id}/overrides', { params: { path: { id } }, body }));
export const withdrawOverride = (id: Id) =>
  call(api.POST('/api/v1/roster_overrides/{id}/withdraw', { params: { path: { id } } }));
export const askForCover = (body: NewCoverRequest) => call(api.POST('/api/v1/cover_requests', { body }));
export type CoverAnswer = 'accept' | 'decline' | 'withdraw';
export function answerCover(id: Id, answer: CoverAnswer) {
  const params = { path: { id } };
  if (answer === 'accept') return call(api.POST('/api/v1/cover_requests/{id}/accept', { params, body: {} }));
  if (answer === 'decline') return call(api.POST('/api/v1/cover_requests/{id}/decline', { params, body: {} }));
  return call(api.POST('/api/v1/cover_requests/{id}/withdraw', { params, body: {} }));
}
export const makeFeed = (roster: Id | null, name: string) => call(api.POST('/api/v1/on_call/feeds', { body: { roster, name } }));
export const revokeFeed = (id: Id) => call(api.POST('/api/v1/on_call/feeds/{id}/revoke', { params: { path: { id } } }));
