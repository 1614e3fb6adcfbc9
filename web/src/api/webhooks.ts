// How far webhooks are, what they sent, and what one does about it. The record of a webhook goes the way of all described kinds.
import { queryOptions } from '@tanstack/react-query';
import { api, call } from './client';
import { learnNames } from './names';
import type { components } from './schema';
import type { Id, Instant, Page } from './types';

type Schemas = components['schemas'];
export type WebhookState = Schemas['webhook_state'];
export type WebhookSecret = Schemas['webhook_secret'];
export type WebhookAttempt = Schemas['webhook_delivery'];

/** Somebody looks at what they have just done. */
const everyMs = 3_000;
const one = (id: Id) => ({ params: { path: { id } } });

export const webhookKey = (id: Id) => ['webhook', id];
export const webhookStateOptions = (id: Id) =>
  queryOptions({
    queryKey: [...webhookKey(id), 'state'],
    queryFn: ({ signal }): Promise<WebhookState> => call(api.GET('/api/v1/webhooks/{id}/state', { ...one(id), signal })),
    refetchInterval: everyMs,
  });
export const attemptsKey = (id: Id) => [...webhookKey(id), 'attempts'];
export const attemptsEveryMs = everyMs;
export async function fetchAttempts(id: Id, cursor: string | null, signal?: AbortSignal): Promise<Page<WebhookAttempt>> {
  const query = { limit: 20, ...(cursor && { cursor }) };
  const page = await call(api.GET('/api/v1/webhooks/{id}/deliveries', { params: { path: { id }, query }, signal }));
  learnNames(page.names);
  return page;
}
export const makeSecret = async (id: Id, endOthersNow: boolean): Promise<string> =>
  (await call(api.POST('/api/v1/webhooks/{id}/secrets', { ...one(id), body: { end_others_now: endOthersNow } }))).secret ?? '';
export const pauseWebhook = (id: Id) => call(api.POST('/api/v1/webhooks/{id}/pause', one(id)));
export const resumeWebhook = (id: Id) => call(api.POST('/api/v1/webhooks/{id}/resume', one(id)));
export const testWebhook = (id: Id) => call(api.POST('/api/v1/webhooks/{id}/test', one(id)));
export const replayWebhook = (id: Id, since: Instant) =>
  call(api.POST('/api/v1/webhooks/{id}/replay', { ...one(id), body: { since } }));
export const retryAttempt = (id: Id, delivery: Id) =>
  call(api.POST('/api/v1/webhooks/{id}/deliveries/{delivery}/retry', { params: { path: { id, delivery } } }));
