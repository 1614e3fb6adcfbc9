// Mails that came in: what was set aside or ignored, and what becomes of it.
import { api, call } from './client';
import { learnNames } from './names';
import type { components } from './schema';
import type { Page } from './types';

export type IncomingMail = components['schemas']['incoming_mail'];
export type ShownMails = 'quarantined' | 'ignored' | 'done';

export const incomingMailKey = ['incoming-mail'];
export async function fetchIncomingMail(
  state: ShownMails,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Page<IncomingMail>> {
  const query = { state, limit: 50, ...(cursor && { cursor }) };
  const page = await call(api.GET('/api/v1/incoming_mail', { params: { query }, signal }));
  learnNames(page.names);
  return page;
}
const one = (id: string) => ({ params: { path: { id } } });
export const retryMail = (id: string) => call(api.POST('/api/v1/incoming_mail/{id}/retry', one(id)));
export const dismissMail = (id: string) => call(api.POST('/api/v1/incoming_mail/{id}/dismiss', one(id)));
/** Where a browser downloads the mail as it came. */
export const rawMailPath = (id: string) => `/api/v1/incoming_mail/${id}/content`;
