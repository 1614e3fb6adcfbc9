// A SharedWorker that holds the one event stream of this browser, however many tabs are open, and passes events to all.
const scope = self as unknown as { onconnect: ((event: MessageEvent) => void) | null };
const ports = new Set<MessagePort>();
let source: EventSource | null = null;

function tell(message: { kind: 'hint' | 'state' | 'reload'; data: string }): void {
  for (const port of ports) port.postMessage(message);
}

function open(): void {
  if (source && source.readyState !== EventSource.CLOSED) return;
  source = new EventSource('/api/v1/events');
  source.addEventListener('open', () => tell({ kind: 'state', data: 'open' }));
  source.addEventListener('hint', (event) => tell({ kind: 'hint', data: (event as MessageEvent<string>).data }));
  source.addEventListener('reload', () => tell({ kind: 'reload', data: '' }));
  source.addEventListener('error', () =>
    tell({ kind: 'state', data: source?.readyState === EventSource.CLOSED ? 'closed' : 'waiting' }),
  );
}

scope.onconnect = (event) => {
  const port = event.ports[0];
  if (!port) return;
  ports.add(port);
  port.onmessage = (message: MessageEvent<'leave' | 'open'>) => {
    if (message.data === 'open') return open();
    ports.delete(port);
    port.close();
    if (ports.size === 0) {
      source?.close();
      source = null;
    }
  };
  open();
};
