// Checks and how they stand. They are asked for again every few seconds, as alerts are.
import { queryOptions } from '@tanstack/react-query';
import { api, call } from './client';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];
export type Check = Schemas['check_summary'];
export type CheckDetail = Schemas['check_state'];
export type CheckState = Check['state'];

const listEveryMs = 10_000;
const oneEveryMs = 3_000;

export const checksOptions = queryOptions({
  queryKey: ['checks', 'states'],
  queryFn: async ({ signal }): Promise<Check[]> => (await call(api.GET('/api/v1/check_states', { signal }))).items,
  refetchInterval: listEveryMs,
});

export const checkOptions = (id: Id) =>
  queryOptions({
    queryKey: ['checks', id],
    queryFn: ({ signal }): Promise<CheckDetail> =>
      call(api.GET('/api/v1/checks/{id}/state', { params: { path: { id } }, signal })),
    refetchInterval: oneEveryMs,
  });

export const tryCheck = (id: Id) => call(api.POST('/api/v1/checks/{id}/try', { params: { path: { id } } }));
