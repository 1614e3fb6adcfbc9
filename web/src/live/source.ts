// The event stream itself, for a worker as for a tab: opened again when the server ended it and when the line is back, and
// whoever may have missed something meanwhile is told to read again.
export type StreamState = 'waiting' | 'open' | 'closed';
export interface StreamMessage {
  kind: 'hint' | 'state' | 'reload';
  data: string;
}

/** After the server ended or refused the stream; the session may be back by then. */
const reopenMs = 30_000;

/** Holds the stream open until the returned function is called. */
export function openSource(tell: (message: StreamMessage) => void): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (missed: 'nothing' | 'something') => {
    clearTimeout(timer);
    const opened = new EventSource('/api/v1/events');
    source = opened;
    opened.addEventListener('open', () => {
      tell({ kind: 'state', data: 'open' });
      // The browser itself asks for what was missed when it connects again; a new stream has no past.
      if (missed === 'something') tell({ kind: 'reload', data: '' });
      missed = 'nothing';
    });
    opened.addEventListener('hint', (event) => tell({ kind: 'hint', data: (event as MessageEvent<string>).data }));
    opened.addEventListener('reload', () => tell({ kind: 'reload', data: '' }));
    opened.addEventListener('error', () => {
      const closed = opened.readyState === EventSource.CLOSED;
      tell({ kind: 'state', data: closed ? 'closed' : 'waiting' });
      if (closed) timer = setTimeout(() => open('something'), reopenMs);
    });
  };
  // A connection over a line that was cut may look open for minutes.
  const again = () => {
    source.close();
    tell({ kind: 'state', data: 'waiting' });
    open('something');
  };
  addEventListener('online', again);
  open('nothing');
  return () => {
    removeEventListener('online', again);
    clearTimeout(timer);
    source.close();
  };
}
