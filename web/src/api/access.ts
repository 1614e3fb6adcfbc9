// How one gets in: the ways of signing in, sessions, the second factor. Of oneself, and of others for whoever may.
import { queryOptions } from '@tanstack/react-query';
import { api, call } from './client';
import type { components } from './schema';
import type { Id } from './types';

export type SecondFactor = components['schemas']['SecondFactor'];
export type SessionItem = components['schemas']['SessionList']['items'][number];

export const waysOptions = queryOptions({
  queryKey: ['ways'],
  queryFn: () => call(api.GET('/api/v1/session/ways')),
  staleTime: Infinity,
});

const ofPerson = (person: Id) => ({ params: { path: { id: person } } });

/** `person` null: of oneself. */
export const secondFactorOptions = (person: Id | null) =>
  queryOptions({
    queryKey: ['second-factor', person],
    queryFn: (): Promise<SecondFactor> =>
      call(
        person === null
          ? api.GET('/api/v1/session/second-factor')
          : api.GET('/api/v1/people/{id}/second-factor', ofPerson(person)),
      ),
  });
export const sessionsOptions = (person: Id | null) =>
  queryOptions({
    queryKey: ['sessions', person],
    queryFn: async (): Promise<SessionItem[]> =>
      (await call(person === null ? api.GET('/api/v1/sessions') : api.GET('/api/v1/people/{id}/sessions', ofPerson(person))))
        .items,
  });

/** Which other systems keep somebody. */
export const accountsOptions = (person: Id) =>
  queryOptions({
    queryKey: ['accounts', person],
    queryFn: () => call(api.GET('/api/v1/people/{id}/accounts', ofPerson(person))),
  });

export const endSession = (id: string) => call(api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } }));
/** Of oneself all but the present one, of somebody else all. */
export const endSessions = (person: Id | null) =>
  call(person === null ? api.DELETE('/api/v1/sessions') : api.DELETE('/api/v1/people/{id}/sessions', ofPerson(person)));
export const endLinks = (person: Id) => call(api.DELETE('/api/v1/people/{id}/links', ofPerson(person)));
export const resetSecondFactor = (person: Id) => call(api.DELETE('/api/v1/people/{id}/second-factor', ofPerson(person)));
/** For good. */
export const erasePerson = (person: Id, reason: string) =>
  call(api.POST('/api/v1/people/{id}/erase', { ...ofPerson(person), body: { reason } }));
