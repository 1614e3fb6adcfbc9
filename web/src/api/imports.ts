// Files of incidents: brought in pieces, looked at, rehearsed, brought in. The server keeps them for a day.
import { queryOptions } from '@tanstack/react-query';
import { api, call, reportExpired, writeHeaders } from './client';
import { learnNames } from './names';
import { ApiError, offline, toProblem } from './problem';
import type { components } from './schema';
import type { Mapping } from '../admin/intake/mapping';

type Schemas = components['schemas'];
export type Upload = Schemas['import'];
export type Columns = Schemas['import_columns'];
export type Column = Columns['columns'][number];
export type Preview = Schemas['import_preview'];
export type Finding = Preview['findings'][number];

/** Of one request; the server takes no more. */
const pieceBytes = 2 * 1024 * 1024;
export const fileMostBytes = 500_000_000;

/** While it works it is asked again every second. */
const watchMs = 1_000;
export const isBusy = (upload: Upload | undefined) => upload?.state === 'waiting' || upload?.state === 'running';

export const uploadsOptions = queryOptions({
  queryKey: ['imports'],
  queryFn: async ({ signal }): Promise<Upload[]> => (await call(api.GET('/api/v1/imports', { signal }))).items,
  refetchInterval: (query) => (query.state.data?.some(isBusy) ? watchMs : false),
});
export const mappingsOptions = queryOptions({
  queryKey: ['imports', 'mappings'],
  queryFn: async (): Promise<Record<string, Mapping>> => {
    const { items } = await call(api.GET('/api/v1/imports/mappings'));
    return Object.fromEntries(items.map(({ name, mapping }) => [name, mapping as unknown as Mapping]));
  },
  staleTime: Infinity,
});

const of = (id: string) => ({ params: { path: { id } } });
export const fetchColumns = (id: string, separator: string | null): Promise<Columns> =>
  call(
    api.GET('/api/v1/imports/{id}/columns', {
      params: { path: { id }, query: separator === null ? {} : { separator } },
    }),
  );
export async function previewOf(id: string, mapping: Mapping): Promise<Preview> {
  const preview = await call(api.POST('/api/v1/imports/{id}/preview', { ...of(id), body: { mapping: { ...mapping } } }));
  learnNames(preview.names);
  return preview;
}
export const startImport = (id: string, mapping: Mapping, rehearse: boolean): Promise<Upload> =>
  call(api.POST('/api/v1/imports/{id}/start', { ...of(id), body: { mapping: { ...mapping }, dry_run: rehearse } }));
export const removeUpload = (id: string) => call(api.DELETE('/api/v1/imports/{id}', of(id)));

/** null: it is UTF-8. What old spreadsheets write is recognised by not being it. */
async function encodingOf(file: File): Promise<string | null> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < file.size; at += pieceBytes)
      decoder.decode(await file.slice(at, at + pieceBytes).arrayBuffer(), { stream: true });
    decoder.decode();
    return null;
  } catch {
    return 'windows-1252';
  }
}

async function putPiece(id: string, offset: number, piece: BodyInit, last: boolean, signal: AbortSignal): Promise<void> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/imports/${id}/content?offset=${offset}&last=${last}`, {
      method: 'PUT',
      body: piece,
      signal,
      credentials: 'same-origin',
      headers: { ...writeHeaders(), 'Content-Type': 'application/octet-stream' },
    });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new ApiError({ status: offline, code: 'offline' });
  }
  if (response.status === 401) reportExpired();
  if (!response.ok) throw new ApiError(toProblem(await response.json().catch(() => null), response.status));
}

/** Brings the file up, as UTF-8; says how far it is (0 to 1). What was begun and not ended is removed. */
export async function upload(file: File, onShare: (share: number) => void, signal: AbortSignal): Promise<string> {
  const encoding = await encodingOf(file);
  const { id } = await call(api.POST('/api/v1/imports', { body: { name: file.name.slice(-100) } }));
  try {
    const decoder = encoding ? new TextDecoder(encoding) : null;
    const encoder = new TextEncoder();
    let sent = 0;
    for (let at = 0; at < Math.max(file.size, 1); at += pieceBytes) {
      const last = at + pieceBytes >= file.size;
      const slice = file.slice(at, at + pieceBytes);
      const piece = decoder ? encoder.encode(decoder.decode(await slice.arrayBuffer(), { stream: !last })) : slice;
      await putPiece(id, sent, piece, last, signal);
      sent += 'size' in piece ? piece.size : piece.byteLength;
      onShare(Math.min(1, (at + pieceBytes) / Math.max(file.size, 1)));
    }
    return id;
  } catch (error) {
    await removeUpload(id).catch(() => undefined);
    throw error;
  }
}
