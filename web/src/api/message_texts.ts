// What messages are made of: their kinds with the variables, and how words would read.
import { queryOptions } from '@tanstack/react-query';
import { api, call } from './client';
import type { MessageKind, MessagePreview } from './types';

export const messageKindsOptions = queryOptions({
  queryKey: ['message-kinds'] as const,
  queryFn: async ({ signal }): Promise<MessageKind[]> => (await call(api.GET('/api/v1/message_texts/kinds', { signal }))).items,
  staleTime: Infinity,
});

export interface Draft {
  message: MessageKind['message'];
  language: 'en' | 'de';
  subject: string;
  text: string;
  incident?: string;
}
export const previewMessage = (draft: Draft): Promise<MessagePreview> =>
  call(api.POST('/api/v1/message_texts/preview', { body: draft }));
