// Hands hints to whoever shows something: single incidents are read again here, lists ask for themselves.
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { incidentKey, refreshAround } from '../api/incidents';
import type { Hint, Incident } from '../api/types';
import { HintGatherer } from './hints';
import type { StreamState } from './source';
import { listen } from './stream';

type HintsListener = (hints: Hint[] | 'reload') => void;
interface Live {
  state: StreamState;
  subscribe(listener: HintsListener): () => void;
}
const Context = createContext<Live>({ state: 'waiting', subscribe: () => () => undefined });
export const useLive = () => useContext(Context);

function refreshSingles(client: QueryClient, hints: Hint[] | 'reload'): void {
  for (const [, incident] of client.getQueriesData<Incident>({ queryKey: ['incident'] })) {
    if (!incident) continue;
    const about = hints === 'reload' ? [] : hints.filter(({ root }) => root === incident.id);
    if (hints !== 'reload' && about.length === 0) continue;
    const newer = hints === 'reload' || about.some(({ id, version }) => id === incident.id && version > incident.version);
    if (newer) void client.invalidateQueries({ queryKey: incidentKey(incident.number) });
    refreshAround(client, incident);
  }
}

export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const listeners = useRef(new Set<HintsListener>());
  const [state, setState] = useState<StreamState>('waiting');

  useEffect(() => {
    const tell = (hints: Hint[] | 'reload') => {
      refreshSingles(client, hints);
      for (const listener of listeners.current) listener(hints);
    };
    const gatherer = new HintGatherer(tell);
    const leave = listen({ hint: (hint) => gatherer.add(hint), reload: () => tell('reload'), state: setState });
    return () => {
      leave();
      gatherer.stop();
    };
  }, [client]);

  const live = useMemo<Live>(
    () => ({
      state,
      subscribe: (listener) => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [state],
  );
  return <Context.Provider value={live}>{children}</Context.Provider>;
}
