// The one door to the server: JSON, the CSRF header on writes, an idempotency key on each POST so that a repeated click or a
// lost answer never makes a second incident, and problems as exceptions.
import createClient, { type Middleware } from 'openapi-fetch';
import { fetchOrTake } from './early';
import { ApiError, offline, toProblem } from './problem';
import type { paths } from './types';

const unsafe = new Set(['POST', 'PATCH', 'PUT', 'DELETE']);

export function readCookie(name: string, cookies = document.cookie): string {
  for (const part of cookies.split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return decodeURIComponent(part.slice(at + 1).trim());
  }
  return '';
}

/** crypto.randomUUID needs a secure context, and a first evening over plain HTTP in a lab is none. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

/** Headers of a write outside openapi-fetch (uploads). */
export function writeHeaders(): Record<string, string> {
  return { 'X-CSRF-Token': readCookie('evenkeel_csrf'), 'Idempotency-Key': randomKey() };
}

/** The version that one has seen; `*` is whichever. */
export const ifMatch = (version: number | null) => ({ 'If-Match': version === null ? '*' : `"${version}"` });

type Listener = () => void;
const expiryListeners = new Set<Listener>();
/** Told when the server no longer knows the session. */
export function onSessionExpired(listener: Listener): () => void {
  expiryListeners.add(listener);
  return () => expiryListeners.delete(listener);
}
export function reportExpired(): void {
  for (const listener of expiryListeners) listener();
}

const guard: Middleware = {
  onRequest({ request }) {
    if (unsafe.has(request.method)) {
      request.headers.set('X-CSRF-Token', readCookie('evenkeel_csrf'));
      if (!request.headers.has('Idempotency-Key')) request.headers.set('Idempotency-Key', randomKey());
    }
    return request;
  },
  onResponse({ response, schemaPath }) {
    if (response.status === 401 && schemaPath !== '/api/v1/session') reportExpired();
    return undefined;
  },
};

export const api = createClient<paths>({ baseUrl: '', credentials: 'same-origin', fetch: fetchOrTake });
api.use(guard);

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer's body, or an ApiError. Without any answer the status is `offline`. */
export async function call<T>(request: Promise<Outcome<T>>): Promise<T> {
  let outcome: Outcome<T>;
  try {
    outcome = await request;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError({ status: offline, code: 'offline' });
  }
  if (!outcome.response.ok) throw new ApiError(toProblem(outcome.error, outcome.response.status));
  return outcome.data as T;
}
