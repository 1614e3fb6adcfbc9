// What rules of automation did, and what a draft of one would have done.
import { queryOptions } from '@tanstack/react-query';
import { api, call } from './client';
import { previewDraft } from './kinds';
import type { components } from './schema';

export type RulePreview = components['schemas']['automation_preview'];

export const previewRule = (draft: Record<string, unknown>, of: string | null): Promise<RulePreview> =>
  previewDraft<RulePreview>('automation_rules', draft, of);

export const ruleRunsOptions = (id: string) =>
  queryOptions({
    queryKey: ['automation_runs', id],
    queryFn: async ({ signal }) => call(api.GET('/api/v1/automation_rules/{id}/runs', { params: { path: { id } }, signal })),
  });

export const ruleStandingsOptions = queryOptions({
  queryKey: ['automation_standings'],
  queryFn: async ({ signal }) => (await call(api.GET('/api/v1/automation/standings', { signal }))).items,
});
