// What is known of skills: when nobody on call has one that is asked for, and who has what an incident takes.
import { queryOptions } from '@tanstack/react-query';
import { api, call } from './client';
import { learnNames } from './names';
import type { components } from './schema';
import type { Id } from './types';

export type SkillGap = components['schemas']['SkillGaps']['items'][number];
export type SkilledPeople = components['schemas']['SkilledPeople'];

const gapsMs = 300_000;

const named = <T extends { names: Record<string, string> }>(answer: T): T => {
  learnNames(answer.names);
  return answer;
};

export const skillGapsOptions = queryOptions({
  queryKey: ['on_call', 'skill_gaps'],
  queryFn: async ({ signal }) => named(await call(api.GET('/api/v1/on_call/skill_gaps', { signal }))),
  refetchInterval: gapsMs,
});

export const skilledOptions = (incident: Id) =>
  queryOptions({
    queryKey: ['skilled', incident],
    queryFn: async ({ signal }) =>
      named(await call(api.GET('/api/v1/incidents/{id}/skilled', { params: { path: { id: incident } }, signal }))),
    staleTime: 30_000,
  });
