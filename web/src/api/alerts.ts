// Alerts, what comes from their sources, and silences. The event stream has no hints of alerts, which may come by the thousand: what is
// on the screen is asked for again every few seconds instead.
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { pageOfSections, type AlertQuery, type Place, type Section } from '../alerts/sections';
import { api, call } from './client';
import { fetchAll } from './kinds';
import { learnNames } from './names';
import type { components } from './schema';
import type { Id, Instant, Page } from './types';

type Schemas = components['schemas'];
export type Alert = Schemas['alert'];
export type AlertDetail = Schemas['alert_detail'];
export type Severity = Alert['severity'];
export type SourceState = Schemas['alert_source_state'];
export type SourceKey = Schemas['alert_key'];
export type Received = Schemas['alert_received_list']['items'][number];
export type MappingTried = Schemas['alert_mapping_tried'];
export type Silence = Schemas['silence'];
export type SilenceState = Silence['state'];
export type SilencePreview = Schemas['silence_preview'];

const listEveryMs = 10_000;
const stateEveryMs = 3_000;
/** Lists that were read on far are asked for less often: all of their pages are read again. */
const fewPages = 3;
export const listInterval = (pages: number) => (pages > fewPages ? 6 * listEveryMs : listEveryMs);

function learn<T extends { names?: Record<string, string> | null }>(answer: T): T {
  learnNames(answer.names);
  return answer;
}

async function fetchAlerts(filter: string, order: Section['order'], limit: number, cursor: string | null): Promise<Page<Alert>> {
  const query = { filter, order, limit, ...(cursor && { cursor }) };
  return learn(await call(api.GET('/api/v1/alerts', { params: { query } })));
}
/** The most severe first: section after section, until a page is full. */
export const fetchAlertPage = (asked: AlertQuery, from: Place | null) => pageOfSections(asked, from, fetchAlerts);

export const alertsKey = (asked: AlertQuery) => [
  'alerts',
  asked.state,
  asked.severity,
  asked.source,
  asked.service,
  asked.condition,
];

export const alertOptions = (id: Id) =>
  queryOptions({
    queryKey: ['alert', id],
    queryFn: async ({ signal }): Promise<AlertDetail> =>
      learn(await call(api.GET('/api/v1/alerts/{id}', { params: { path: { id } }, signal }))),
    refetchInterval: listEveryMs,
  });

export interface SourceNamed {
  id: Id;
  name: string;
}
/** Names of all sources, to choose from. */
export const sourcesOptions = queryOptions({
  queryKey: ['alert_sources'],
  queryFn: async (): Promise<SourceNamed[]> => {
    const sources = (await fetchAll('alert_sources')).map(({ id, name }) => ({ id, name: name ?? id }));
    learnNames(Object.fromEntries(sources.map(({ id, name }) => [id, name])));
    return sources;
  },
  staleTime: 60_000,
});

export const sourceStateOptions = (id: Id) =>
  queryOptions({
    queryKey: ['alert_source', id, 'state'],
    queryFn: ({ signal }): Promise<SourceState> =>
      call(api.GET('/api/v1/alert_sources/{id}/state', { params: { path: { id } }, signal })),
    refetchInterval: stateEveryMs,
  });
export const makeKey = async (source: Id): Promise<string> =>
  (await call(api.POST('/api/v1/alert_sources/{id}/keys', { params: { path: { id: source } }, body: {} }))).secret ?? '';
export const endKey = (key: Id) => call(api.POST('/api/v1/alert_keys/{id}/end', { params: { path: { id: key } } }));

/** What came from it lately, to write its mapping by. */
export const receivedOptions = (id: Id) =>
  queryOptions({
    queryKey: ['alert_source', id, 'received'],
    queryFn: async ({ signal }): Promise<Received[]> =>
      (await call(api.GET('/api/v1/alert_sources/{id}/received', { params: { path: { id } }, signal }))).items,
    refetchInterval: stateEveryMs,
  });
export interface Example {
  body: string;
  content_type: string;
}
export const tryMapping = (source: Id, example: Example, mapping: object, signal?: AbortSignal): Promise<MappingTried> =>
  call(
    api.POST('/api/v1/alert_sources/{id}/try_mapping', {
      params: { path: { id: source } },
      body: { ...example, mapping: mapping as Record<string, unknown> },
      signal,
    }),
  );

const silenceFilter: Record<SilenceState, string> = {
  active: 'starts_at <= now and ends_at > now',
  pending: 'starts_at > now',
  expired: 'ends_at <= now',
};
export async function fetchSilences(state: SilenceState, cursor: string | null): Promise<Page<Silence>> {
  const query = { filter: silenceFilter[state], limit: 50, ...(cursor && { cursor }) };
  return learn(await call(api.GET('/api/v1/silences', { params: { query } })));
}
export interface Meant {
  source: Id | null;
  matchers: string[];
}
export const previewSilence = (meant: Meant, signal?: AbortSignal): Promise<SilencePreview> =>
  call(api.POST('/api/v1/silences/preview', { body: meant, signal }));
export const makeSilence = async (given: Meant & { starts_at: Instant | null; ends_at: Instant; comment: string }) =>
  learn(await call(api.POST('/api/v1/silences', { body: given })));
export const endSilence = async (id: Id) =>
  learn(await call(api.POST('/api/v1/silences/{id}/end', { params: { path: { id } } })));

/** A silence changes what waits for an incident, too. */
export function silencesChanged(client: QueryClient): void {
  for (const kind of ['silences', 'alerts', 'alert', 'alerts_in']) void client.invalidateQueries({ queryKey: [kind] });
}
