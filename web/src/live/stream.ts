// One event stream a browser. A SharedWorker holds it where there are such workers; elsewhere the tab that gets a lock holds it
// and tells the others by BroadcastChannel; where there are no locks either (plain HTTP on a phone), each tab has its own.
import { parseHint } from './hints';
import type { Hint } from '../api/types';

export type StreamState = 'waiting' | 'open' | 'closed';
export interface StreamListener {
  hint(hint: Hint): void;
  /** So much was missed that lists should be read again. */
  reload(): void;
  state(state: StreamState): void;
}
interface Message {
  kind: 'hint' | 'state' | 'reload';
  data: string;
}

function deliver(message: Message, listener: StreamListener): void {
  if (message.kind === 'state') listener.state(message.data as StreamState);
  else if (message.kind === 'reload') listener.reload();
  else {
    const hint = parseHint(message.data);
    if (hint) listener.hint(hint);
  }
}

/** After the server ended or refused the stream; the session may be back by then. */
const reopenMs = 30_000;

function openSource(tell: (message: Message) => void): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = new EventSource('/api/v1/events');
    source.addEventListener('open', () => tell({ kind: 'state', data: 'open' }));
    source.addEventListener('hint', (event) => tell({ kind: 'hint', data: (event as MessageEvent<string>).data }));
    source.addEventListener('reload', () => tell({ kind: 'reload', data: '' }));
    source.addEventListener('error', () => {
      const closed = source?.readyState === EventSource.CLOSED;
      tell({ kind: 'state', data: closed ? 'closed' : 'waiting' });
      if (closed) timer = setTimeout(open, reopenMs);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

function throughWorker(listener: StreamListener): () => void {
  const worker = new SharedWorker(new URL('./stream.worker.ts', import.meta.url), { type: 'module', name: 'evenkeel-events' });
  worker.port.onmessage = (event: MessageEvent<Message>) => {
    deliver(event.data, listener);
    if (event.data.kind === 'state' && event.data.data === 'closed') setTimeout(() => worker.port.postMessage('open'), reopenMs);
  };
  const leave = () => worker.port.postMessage('leave');
  addEventListener('pagehide', leave);
  return () => {
    removeEventListener('pagehide', leave);
    leave();
  };
}

function throughLock(listener: StreamListener): () => void {
  const channel = new BroadcastChannel('evenkeel-events');
  channel.onmessage = (event: MessageEvent<Message>) => deliver(event.data, listener);
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

/** Listens until the returned function is called. */
export function listen(listener: StreamListener): () => void {
  if (typeof SharedWorker === 'function') return throughWorker(listener);
  if ('locks' in navigator && 'BroadcastChannel' in window) return throughLock(listener);
  return openSource((message) => deliver(message, listener));
}
