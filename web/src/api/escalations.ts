// What is escalated on an incident, and what would happen if something broke now.
import { queryOptions } from '@tanstack/react-query';
import { api, call } from './client';
import { learnNames } from './names';
import type { Escalation, EscalationMatrix, Foresight, Id, Urgent } from './types';

export const escalationsOptions = (id: Id) =>
  queryOptions({
    queryKey: ['escalations', id] as const,
    queryFn: async ({ signal }): Promise<Escalation[]> => {
      const answer = await call(api.GET('/api/v1/incidents/{id}/escalations', { params: { path: { id } }, signal }));
      learnNames(answer.names);
      return answer.items;
    },
    staleTime: 15_000,
    // Steps are taken by themselves.
    refetchInterval: 60_000,
  });

/** What waits for my answer. */
export const urgentOptions = queryOptions({
  queryKey: ['urgent'] as const,
  queryFn: async ({ signal }): Promise<Urgent[]> => (await call(api.GET('/api/v1/escalation/mine', { signal }))).items,
  // A call for help grows old by itself, and a stream may be interrupted.
  refetchInterval: 60_000,
});

export interface Question {
  service: Id | null;
  category: Id | null;
  priority: number | null;
  at: string | null;
}
export const foresightOptions = (asked: Question) =>
  queryOptions({
    queryKey: ['foresight', asked] as const,
    queryFn: async ({ signal }): Promise<Foresight> => {
      const body = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null));
      const answer = await call(api.POST('/api/v1/escalation/foresight', { body, signal }));
      learnNames(answer.names);
      return answer;
    },
    retry: false,
  });

/** A row for each service, or for each category of one; `calendar`: whose next holiday is meant. */
export const escalationMatrixOptions = (priority: number, category: Id | null, service: Id | null, calendar: Id | null) =>
  queryOptions({
    queryKey: ['escalation-matrix', priority, category, service, calendar] as const,
    queryFn: async ({ signal }): Promise<EscalationMatrix> => {
      const query = { priority, ...(category && { category }), ...(service && { service }), ...(calendar && { calendar }) };
      const answer = await call(api.GET('/api/v1/escalation/matrix', { params: { query }, signal }));
      learnNames(answer.names);
      return answer;
    },
    placeholderData: (old) => old,
  });
