// A refused or failed request as one exception type, so that every screen can say what happened in the same way.
import type { Incident, Problem, ProblemItem, RemoteChange } from './types';

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: ProblemItem[];
  readonly changes: RemoteChange[];
  readonly current: Incident | null;

  constructor(problem: Problem) {
    super(problem.detail || problem.title || `HTTP ${problem.status}`);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code ?? '';
    this.errors = problem.errors ?? [];
    this.changes = problem.changes ?? [];
    this.current = (problem.current as Incident | undefined) ?? null;
  }

  /** What is wrong with each field, by the first segment of its JSON pointer (custom.<name> for a custom field); '' holds what
   * belongs to no field. */
  byField(): Record<string, string> {
    const found: Record<string, string> = {};
    for (const item of this.errors) {
      const [first = '', second] = (item.pointer ?? '').replace(/^#?\//, '').split('/');
      const field = first === 'custom' && second ? `custom.${second}` : first;
      found[field] = found[field] ? `${found[field]} ${item.detail}` : item.detail;
    }
    return found;
  }
}

/** Nothing came back: no network, server gone, request cut off. */
export const offline = 0;

export function isStatus(error: unknown, status: number): error is ApiError {
  return error instanceof ApiError && error.status === status;
}

/** Reads whatever a failed answer carried; a proxy's HTML page becomes a plain problem with its status. */
export function toProblem(body: unknown, status: number): Problem {
  if (body && typeof body === 'object' && ('detail' in body || 'title' in body || 'errors' in body))
    return { ...(body as Problem), status: (body as Problem).status ?? status };
  return { status };
}

/** The filter itself was refused. */
export function isFilterError(error: unknown): error is ApiError {
  return (
    error instanceof ApiError &&
    (error.code.startsWith('condition.') ||
      error.errors.some(({ code, pointer }) => code.startsWith('condition.') || pointer === '/filter'))
  );
}
