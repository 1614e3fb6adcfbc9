// Heartbeats: how they stand, and their keys. They are asked for again every few seconds, as alerts are.
import { queryOptions } from '@tanstack/react-query';
import { api, call } from './client';
import { learnNames } from './names';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];
export type Heartbeat = Schemas['heartbeat_summary'];
export type HeartbeatDetail = Schemas['heartbeat_state'];
export type HeartbeatState = Heartbeat['state'];

const listEveryMs = 10_000;
const oneEveryMs = 3_000;

export const heartbeatsOptions = queryOptions({
  queryKey: ['heartbeats', 'states'],
  queryFn: async ({ signal }): Promise<Heartbeat[]> => {
    const { items, names } = await call(api.GET('/api/v1/heartbeat_states', { signal }));
    learnNames(names);
    return items;
  },
  refetchInterval: listEveryMs,
});

export const heartbeatOptions = (id: Id) =>
  queryOptions({
    queryKey: ['heartbeats', id],
    queryFn: async ({ signal }): Promise<HeartbeatDetail> => {
      const one = await call(api.GET('/api/v1/heartbeats/{id}/state', { params: { path: { id } }, signal }));
      learnNames(one.names);
      return one;
    },
    refetchInterval: oneEveryMs,
  });

export const makeHeartbeatKey = async (id: Id): Promise<string> =>
  (await call(api.POST('/api/v1/heartbeats/{id}/key', { params: { path: { id } } }))).secret;
