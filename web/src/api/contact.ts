// How one is reached: contact points, rules, and the gateways to choose from.
import { queryOptions } from '@tanstack/react-query';
import { api, call } from './client';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];
export type ContactPoint = Schemas['ContactPoint'];
export type OwnContact = Schemas['OwnContact'];
export type NewContactPoint = Schemas['ContactPointRequest'];
export type LastOutcome = NonNullable<ContactPoint['last']>;

/** Rules as the screen changes them: nothing is left out. */
export interface Rules {
  urgent: string[];
  normal: string[];
  quiet_from: string | null;
  quiet_until: string | null;
  quiet_urgent: boolean;
  digest_at: string[];
}
export const wholeRules = (rules: Schemas['ContactRules']): Rules => ({
  urgent: rules.urgent ?? [],
  normal: rules.normal ?? [],
  quiet_from: rules.quiet_from ?? null,
  quiet_until: rules.quiet_until ?? null,
  quiet_urgent: rules.quiet_urgent ?? false,
  digest_at: rules.digest_at ?? [],
});

export const contactKey = ['contact'];
const of = (id: Id) => ({ params: { path: { id } } });
/** What is on its way arrives, or does not, within seconds. */
const whileUnderWay = (points?: ContactPoint[]) => (points?.some(({ last }) => last?.state === 'waiting') ? 2_000 : false);
export const contactOptions = queryOptions({
  queryKey: contactKey,
  queryFn: () => call(api.GET('/api/v1/contact')),
  refetchInterval: ({ state }) => whileUnderWay(state.data?.points),
});

/** The ways of a team, and what its keeper may add to. */
export const teamContactOptions = (team: Id) =>
  queryOptions({
    queryKey: [...contactKey, 'team', team],
    queryFn: async () => (await call(api.GET('/api/v1/teams/{id}/contact', of(team)))).items,
    refetchInterval: ({ state }) => whileUnderWay(state.data),
  });

/** What became of the newest test of a gateway. */
export const gatewayTestOptions = (gateway: Id) =>
  queryOptions({
    queryKey: ['gateway test', gateway],
    queryFn: async () => (await call(api.GET('/api/v1/gateways/{id}/test', of(gateway)))).last,
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? 2_000 : false),
  });
export const testGateway = (id: Id, target: string) =>
  call(api.POST('/api/v1/gateways/{id}/test', { ...of(id), body: { target } }));

export const addPoint = (body: NewContactPoint) => call(api.POST('/api/v1/contact/points', { body }));
export const addBrowser = (body: Schemas['BrowserRequest']) => call(api.POST('/api/v1/contact/browsers', { body }));
export const sendCode = (id: Id) => call(api.POST('/api/v1/contact/points/{id}/code', of(id)));
export const provePoint = (id: Id, code: string) =>
  call(api.POST('/api/v1/contact/points/{id}/verify', { ...of(id), body: { code } }));
export const testPoint = (id: Id) => call(api.POST('/api/v1/contact/points/{id}/test', of(id)));
export const removePoint = (id: Id) => call(api.POST('/api/v1/contact/points/{id}/remove', of(id)));
export const saveRules = (body: Rules) => call(api.PUT('/api/v1/contact/rules', { body }));
