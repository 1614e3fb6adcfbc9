// Chats: one's own accounts in them, and tests of channels that follow incidents.
import { queryOptions } from '@tanstack/react-query';
import { api, call } from './client';
import type { components } from './schema';
import type { Id } from './types';

export type ChatAccount = components['schemas']['chat_account_list']['items'][number];

export const chatKey = ['chat accounts'];
/** While a code is shown, somebody is about to write it. */
export const chatOptions = (waiting: boolean) =>
  queryOptions({
    queryKey: chatKey,
    queryFn: () => call(api.GET('/api/v1/me/chat_accounts')),
    refetchInterval: waiting ? 3_000 : false,
  });
export const makeChatCode = () => call(api.POST('/api/v1/me/chat_code'));
export const endChatAccount = (id: Id) => call(api.DELETE('/api/v1/me/chat_accounts/{id}', { params: { path: { id } } }));

const of = (id: Id) => ({ params: { path: { id } } });
export const channelTestOptions = (channel: Id) =>
  queryOptions({
    queryKey: ['chat channel test', channel],
    queryFn: async () => (await call(api.GET('/api/v1/chat_channels/{id}/test', of(channel)))).last,
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? 2_000 : false),
  });
export const testChannel = (id: Id) => call(api.POST('/api/v1/chat_channels/{id}/test', of(id)));
