// Asks the composer of an incident's page, there or about to be there, to be ready for a comment or a note.
type Kind = 'comment' | 'note';
type Listener = (kind: Kind) => void;

let waiting: { number: string; kind: Kind } | null = null;
const listeners = new Map<string, Listener>();

export function askToCompose(number: string, kind: Kind): void {
  const listener = listeners.get(number);
  if (listener) listener(kind);
  else waiting = { number, kind };
}

export function onCompose(number: string, listener: Listener): () => void {
  listeners.set(number, listener);
  if (waiting?.number === number) listener(waiting.kind);
  waiting = null;
  return () => {
    if (listeners.get(number) === listener) listeners.delete(number);
  };
}
