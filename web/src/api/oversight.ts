// What auditors and administrators look at: the change log, its verification, and the state of the register.
import { queryOptions } from '@tanstack/react-query';
import { api, call } from './client';
import { learnNames } from './names';
import type { components } from './schema';
import type { Page } from './types';

export type AuditChange = components['schemas']['audit_change'];
export type Verification = components['schemas']['audit_verification'];
export type SystemState = components['schemas']['system'];
export type Delivery = components['schemas']['delivery'];

export interface AuditFilter {
  subject?: string;
  subject_kind?: string;
  person?: string;
  kind?: string;
  since?: string;
  until?: string;
}

export async function fetchAudit(filter: AuditFilter, cursor: string | null, signal?: AbortSignal): Promise<Page<AuditChange>> {
  const query = { ...filter, limit: 50, ...(cursor && { cursor }) };
  const page = await call(api.GET('/api/v1/audit', { params: { query }, signal }));
  learnNames(page.names);
  return page;
}

/** While one is under way it is asked again every second. */
const watchMs = 1_000;
export const verificationOptions = queryOptions({
  queryKey: ['verification'],
  queryFn: ({ signal }): Promise<Verification> => call(api.GET('/api/v1/audit/verification', { signal })),
  refetchInterval: (query) => (query.state.data?.state === 'running' ? watchMs : false),
});
export const verify = (): Promise<Verification> => call(api.POST('/api/v1/audit/verification'));

export const systemOptions = queryOptions({
  queryKey: ['system'],
  queryFn: ({ signal }): Promise<SystemState> => call(api.GET('/api/v1/system', { signal })),
  refetchInterval: 15_000,
});

export const deliveriesKey = ['deliveries'];
export async function fetchDeliveries(
  state: 'failed' | 'waiting',
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Page<Delivery>> {
  const query = { state, limit: 50, ...(cursor && { cursor }) };
  const page = await call(api.GET('/api/v1/deliveries', { params: { query }, signal }));
  learnNames(page.names);
  return page;
}
const one = (id: string) => ({ params: { path: { id } } });
export const retryDelivery = (id: string) => call(api.POST('/api/v1/deliveries/{id}/retry', one(id)));
export const dismissDelivery = (id: string) => call(api.POST('/api/v1/deliveries/{id}/dismiss', one(id)));
export const retryDeliveries = () => call(api.POST('/api/v1/deliveries/retry'));
