// One clock for all relative times of the page, so that they change together and a hidden tab does no work.
import { useSyncExternalStore } from 'react';

const tickMs = 15_000;
let value = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick(): void {
  if (document.hidden) return;
  value = Date.now();
  for (const listener of listeners) listener();
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!timer) {
    value = Date.now();
    timer = setInterval(tick, tickMs);
    document.addEventListener('visibilitychange', tick);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    document.removeEventListener('visibilitychange', tick);
  };
}

export function useNow(): number {
  return useSyncExternalStore(subscribe, () => value);
}
