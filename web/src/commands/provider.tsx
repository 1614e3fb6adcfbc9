// Where commands are given from: it knows the incident that the person is looking at, opens the dialog that a command needs and
// binds the keys.
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { createContext, lazy, Suspense, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { incidentOptions } from '../api/incidents';
import type { Incident } from '../api/types';
import { useT } from '../i18n';
import { useKeys, type KeyMap } from '../lib/keys';
import { toastError, undoLast } from '../ui/toast';
import { someTries, untilHad } from '../lib/until_had';
import { useActions } from './actions';
import { askToCompose } from './compose';
import { commandByName, commands, type CommandSpec, type Values } from './spec';

const CommandDialog = lazy(() =>
  untilHad(() => import('./dialog'), someTries).then(({ CommandDialog: component }) => ({ default: component })),
);

/** What commands are about: the incident on the page, or those selected in the list. */
export interface Thing {
  incidents: Incident[];
  /** Called after the command was given. */
  done?: () => void;
}
interface Asked extends Thing {
  spec: CommandSpec;
}
interface Commands {
  give(name: string, about?: Thing): void;
  thing(): Thing | null;
  setThing(thing: Thing | null): void;
}

const Context = createContext<Commands | null>(null);
export function useCommands(): Commands {
  const found = useContext(Context);
  if (!found) throw new Error('outside CommandProvider');
  return found;
}

export function CommandProvider({ children }: { children: ReactNode }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const actions = useActions();
  const current = useRef<Thing | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);

  const runs = useMemo(() => {
    const run = async ({ spec, incidents, done }: Asked, body: Values, checked: boolean): Promise<void> => {
      const [only] = incidents;
      if (incidents.length === 1 && only) {
        const answer = await actions.run(only, spec.name, body, spec.checked && checked ? only.version : null);
        if (spec.name === 'merge' || spec.name === 'split')
          void navigate({ to: '/incidents/$number', params: { number: answer.number } });
      } else await actions.many(incidents, spec.name, body);
      done?.();
    };
    /** The incident as the server has it now, unless what we have already allows the command. */
    const fit = async (row: Incident, name: string): Promise<Incident> => {
      const known = await client.ensureQueryData(incidentOptions(row.number));
      if (known.may?.includes(name)) return known;
      const fresh = await client.fetchQuery({ ...incidentOptions(row.number), staleTime: 0 });
      if (fresh.may && !fresh.may.includes(name))
        throw new Error(t.error.notNow(fresh.number, t.command[name] ?? name, t.state[fresh.state]));
      return fresh;
    };
    const give = async (name: string, about: Thing | null): Promise<void> => {
      const spec = commandByName.get(name);
      const [first] = about?.incidents ?? [];
      if (!spec || !about || !first) return;
      const many = about.incidents.length > 1;
      if (many && !spec.bulk) return;
      const incidents = many ? about.incidents : [await fit(first, name)];
      if (name === 'comment' || name === 'note') {
        askToCompose(first.number, name);
        await navigate({ to: '/incidents/$number', params: { number: first.number } });
      } else if (spec.fields.length > 0) setAsked({ spec, incidents, done: about.done });
      else await run({ spec, incidents, done: about.done }, {}, true);
    };
    return { run, give };
  }, [actions, client, navigate, t]);

  const value = useMemo<Commands>(
    () => ({
      give: (name, about) => void runs.give(name, about ?? current.current).catch((error: unknown) => toastError(t, error)),
      thing: () => current.current,
      setThing: (thing) => {
        current.current = thing;
      },
    }),
    [runs, t],
  );
  const keys: KeyMap = { u: () => void undoLast() };
  for (const { key, name } of commands) if (key) keys[key] = () => value.give(name);
  useKeys(keys);

  return (
    <Context.Provider value={value}>
      {children}
      {asked && (
        <Suspense fallback={null}>
          <CommandDialog
            spec={asked.spec}
            incidents={asked.incidents}
            onRun={(body, checked) => runs.run(asked, body, checked)}
            onClose={() => setAsked(null)}
          />
        </Suspense>
      )}
    </Context.Provider>
  );
}

/** While mounted, keys, palette and bulk commands are about this. */
export function useThing(thing: Thing | null): void {
  const { setThing } = useCommands();
  useEffect(() => {
    setThing(thing);
    return () => setThing(null);
  }, [setThing, thing]);
}
