// What auditors and administrators look at: the change log, its verification, and the state of the register.
import { queryOptions } from '@tanstack/react-query';
import { api, call } from './client';
import { learnNames } from './names';
import type { components } from './schema';
import type { Page } from './types';

export type AuditChange = components['schemas']['audit_change'];
export type Verification = components['schemas']['audit_verification'];
export type SystemState = components['schemas']['system'];

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
