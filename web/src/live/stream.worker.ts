// A SharedWorker that holds the one event stream of this browser, however many tabs are open, and passes events to all.
import { openSource } from './source';

const scope = self as unknown as { onconnect: ((event: MessageEvent) => void) | null };
const ports = new Set<MessagePort>();
let close: (() => void) | undefined;
let state: string | undefined;

scope.onconnect = (event) => {
  const port = event.ports[0];
  if (!port) return;
  ports.add(port);
  port.onmessage = (message: MessageEvent<'leave'>) => {
    if (message.data !== 'leave') return;
    ports.delete(port);
    port.close();
    if (ports.size > 0) return;
    close?.();
    close = undefined;
    state = undefined;
  };
  if (state) port.postMessage({ kind: 'state', data: state });
  close ??= openSource((message) => {
    if (message.kind === 'state') state = message.data;
    for (const each of ports) each.postMessage(message);
  });
};
