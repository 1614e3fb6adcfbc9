// What happened, what was kept and what to do next, in a sentence.
import { ApiError, offline } from '../api/problem';
import type { Messages } from '../i18n/en';

export function sayError(t: Messages, error: unknown): string {
  if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error);
  if (error.status === offline) return t.error.offline;
  if (error.status === 429) return t.error.tooMany;
  if (error.status === 503) return t.error.unavailable;
  if (error.status >= 500) return t.error.server;
  if (error.errors.length > 0) return error.errors.map((item) => item.detail).join(' ');
  if (error.status === 403) return t.error.forbidden;
  return error.message;
}
