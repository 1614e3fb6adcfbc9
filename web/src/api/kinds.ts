// Records of any kind, by the server's own description of them: what the administration screens read and write.
import { queryOptions } from '@tanstack/react-query';
import { reportExpired, writeHeaders } from './client';
import { learnNames } from './names';
import { ApiError, offline, toProblem } from './problem';
import type { Id, ImportReport, Kind, Names, Page } from './types';

export type { ImportReport, Kind, KindField } from './types';

export type AnyRecord = { id: Id; version: number; active?: boolean; name?: string } & Record<string, unknown>;

/** A request to a path that is only known at run time. */
async function request<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  const init: RequestInit = {
    method,
    credentials: 'same-origin',
    headers: { ...(method !== 'GET' && writeHeaders()), ...headers },
  };
  if (typeof body === 'string') init.body = body;
  else if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { 'Content-Type': 'application/json', ...init.headers };
  }
  let response: Response;
  try {
    response = await fetch(`/api/v1/${path}`, init);
  } catch {
    throw new ApiError({ status: offline, code: 'offline' });
  }
  if (response.status === 401) reportExpired();
  const text = await response.text();
  let answer: unknown = null;
  try {
    answer = text === '' ? null : JSON.parse(text);
  } catch {
    if (response.ok) throw new ApiError({ status: 500 });
  }
  if (!response.ok) throw new ApiError(toProblem(answer, response.status));
  learnNames((answer as { names?: Names } | null)?.names);
  return answer as T;
}

export const kindsOptions = queryOptions({
  queryKey: ['kinds'],
  queryFn: () => request<Kind[]>('GET', 'kinds'),
  staleTime: Infinity,
});

/** More than this nobody looks through as a tree or a drawing. */
export const allMost = 2_000;

export const recordsKey = (path: string, q: string) => ['records', path, q] as const;
export function fetchRecords(path: string, q: string, cursor: string | null, limit = 100, filter = ''): Promise<Page<AnyRecord>> {
  const query = new URLSearchParams({
    limit: String(limit),
    ...(q && { q }),
    ...(filter && { filter }),
    ...(cursor && { cursor }),
  });
  return request('GET', `${path}?${query}`);
}
/** Every record of a kind that nobody has in thousands. */
export async function fetchAll(path: string): Promise<AnyRecord[]> {
  const all: AnyRecord[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<AnyRecord> = await fetchRecords(path, '', cursor, 200);
    all.push(...page.items);
    cursor = page.next;
  } while (cursor && all.length < allMost);
  return all;
}
/** What a draft would do, without writing it; `of` is the record that it changes. */
export const previewDraft = <Answer>(path: string, values: Record<string, unknown>, of: Id | null) =>
  request<Answer>('POST', `${path}/preview${of ? `?of=${of}` : ''}`, values);
export const createRecord = (path: string, values: Record<string, unknown>) => request<AnyRecord>('POST', path, values);
export function changeRecord(path: string, id: Id, values: Record<string, unknown>, version: number | null): Promise<AnyRecord> {
  return request('PATCH', `${path}/${id}`, values, { 'If-Match': version === null ? '*' : `"${version}"` });
}
/** Removes it, or only makes it inactive when something still refers to it: then the record is the answer. */
export const removeRecord = (path: string, id: Id) => request<AnyRecord | null>('DELETE', `${path}/${id}`);
export const setPassword = (person: Id, password: string, current?: string) =>
  request<null>('POST', `people/${person}/password`, { password, ...(current && { current }) });

export const importCsv = (path: string, text: string, rehearse: boolean) =>
  request<ImportReport>('POST', `${path}.csv${rehearse ? '?dry_run=true' : ''}`, text, { 'Content-Type': 'text/csv' });

export interface HolidayLines {
  exceptions: string;
  dates: number;
  outside: number;
  left_out: { name: string; why: string }[];
}
/** The whole days of an iCalendar file, as lines of a calendar; nothing is written. */
export const holidayLines = (text: string) =>
  request<HolidayLines>('POST', 'calendars/holidays', text, { 'Content-Type': 'text/calendar' });
