// One event stream a browser. A SharedWorker holds it where there are such workers; elsewhere the tab that gets a lock holds it
// and tells the others by BroadcastChannel; where there are no locks either (plain HTTP on a phone), each tab has its own.
import { parseHint } from './hints';
import { openSource, type StreamMessage, type StreamState } from './source';
import type { Hint } from '../api/types';

export interface StreamListener {
  hint(hint: Hint): void;
  /** So much was missed that lists should be read again. */
  reload(): void;
  state(state: StreamState): void;
}

function deliver(message: StreamMessage, listener: StreamListener): void {
  if (message.kind === 'state') listener.state(message.data as StreamState);
  else if (message.kind === 'reload') listener.reload();
  else {
    const hint = parseHint(message.data);
    if (hint) listener.hint(hint);
  }
}

function throughWorker(listener: StreamListener): () => void {
  const worker = new SharedWorker(new URL('./stream.worker.ts', import.meta.url), { type: 'module', name: 'evenkeel-events' });
  worker.port.onmessage = (event: MessageEvent<StreamMessage>) => deliver(event.data, listener);
  const leave = () => worker.port.postMessage('leave');
  addEventListener('pagehide', leave);
  return () => {
    removeEventListener('pagehide', leave);
    leave();
  };
}

function throughLock(listener: StreamListener): () => void {
  const channel = new BroadcastChannel('evenkeel-events');
  channel.onmessage = (event: MessageEvent<StreamMessage>) => deliver(event.data, listener);
  const stop = new AbortController();
  let close: (() => void) | undefined;
  void navigator.locks
    .request('evenkeel-events', { signal: stop.signal }, () => {
      close = openSource((message) => {
        channel.postMessage(message);
        deliver(message, listener);
      });
      return new Promise<void>((done) => stop.signal.addEventListener('abort', () => done()));
    })
    .catch(() => undefined);
  return () => {
    stop.abort();
    close?.();
    channel.close();
  };
}

function throughWhatIsThere(listener: StreamListener): () => void {
  if (typeof SharedWorker === 'function') return throughWorker(listener);
  if ('locks' in navigator && 'BroadcastChannel' in window) return throughLock(listener);
  return openSource((message) => deliver(message, listener));
}

/** Listens until the returned function is called. */
export function listen(listener: StreamListener): () => void {
  // A hint may have come while this tab could not read what it was about.
  const back = () => listener.reload();
  addEventListener('online', back);
  const leave = throughWhatIsThere(listener);
  return () => {
    removeEventListener('online', back);
    leave();
  };
}
