// How the console reads when the server cannot be reached. What a browser believes about its line is not asked: it may say
// "offline" in a house whose server is next door, and it may never say that the line is back.
import type { DefaultOptions, Query } from '@tanstack/react-query';
import { ApiError, offline } from './problem';

const soonMs = 800;
/** Between two tries of what is on the screen while there is no answer. */
const laterMs = 15_000;

/** Nothing came back, or the server was busy; never when it said no. */
const unanswered = (error: unknown) => error instanceof ApiError && (error.status === offline || error.status >= 502);

export const reading = {
  networkMode: 'always',
  refetchOnReconnect: true,
  retry: (failures, error) => failures < 2 && unanswered(error),
  retryDelay: soonMs,
  refetchInterval: ({ state }: Query) => (state.status === 'error' && unanswered(state.error) ? laterMs : false),
} satisfies DefaultOptions['queries'];
