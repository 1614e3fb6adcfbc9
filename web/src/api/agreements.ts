// Agreements before they take effect: templates to begin with, what a draft would have made of incidents, and who promises the same.
import { queryOptions } from '@tanstack/react-query';
import { api, call } from './client';
import { previewDraft } from './kinds';
import type { components } from './schema';

export type AgreementPreview = components['schemas']['agreement_preview'];
export type Overlap = AgreementPreview['overlaps'][number];

export const agreementTemplatesOptions = queryOptions({
  queryKey: ['agreement_templates'],
  queryFn: async ({ signal }) => (await call(api.GET('/api/v1/agreement_templates', { signal }))).items,
  staleTime: 60_000,
});

/** Of the newest incidents; `of` is the agreement that the draft changes. */
export const previewAgreement = (draft: Record<string, unknown>, of: string | null): Promise<AgreementPreview> =>
  previewDraft<AgreementPreview>('agreements', draft, of);

export const overlapsOf = async (id: string): Promise<Overlap[]> =>
  (await call(api.GET('/api/v1/agreements/{id}/overlaps', { params: { path: { id } } }))).items;
