// Every action by its name: of the incident one looks at, of the console, and the way to any incident.
import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, useSpotlight } from '@mantine/spotlight';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { fetchPage, incidentKey, incidentOptions } from '../api/incidents';
import type { Incident } from '../api/types';
import { offered } from '../commands/spec';
import { useCommands } from '../commands/provider';
import { languages, useSpoken } from '../i18n';
import { paletteScope, paletteStore } from './palette_store';
import { useSession } from '../api/session';
import { readable, views } from '../queue/views';
import classes from '../commands/commands.module.css';

interface Choice {
  id: string;
  label: string;
  hint?: string;
  key?: string;
  run(): void;
}
interface Group {
  label: string;
  choices: Choice[];
}
const foundMost = 8;
/** The list scrolls, so the keyboard must be able to reach it; the type of the list leaves out what it hands on. */
const reachable = { viewportProps: { tabIndex: 0 } };

function matches(choice: Choice, query: string): boolean {
  const text = `${choice.label} ${choice.hint ?? ''}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export function Palette() {
  const { t, setLanguage } = useSpoken();
  const { opened } = useSpotlight(paletteStore);
  const [query, setQuery] = useState('');
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const thing = useThingGroup(opened);
  const { promises } = useSession();
  const found = useFound(opened && paletteScope() === 'all' ? query : '');

  const go: Choice[] = [
    { id: 'log', label: t.nav.log, key: 'l', run: () => void navigate({ to: '/log' }) },
    ...readable(views, promises).map((view) => ({
      id: `view-${view}`,
      label: `${t.nav.queue}: ${t.queue[view]}`,
      run: () => void navigate({ to: '/queue/$view', params: { view } }),
    })),
    { id: 'register', label: t.queue.all, key: 'g i', run: () => void navigate({ to: '/incidents' }) },
    { id: 'alerts', label: t.nav.alerts, key: 'g a', run: () => void navigate({ to: '/alerts' }) },
    { id: 'on-call', label: t.nav.onCall, key: 'g o', run: () => void navigate({ to: '/on-call' }) },
  ];
  const settings: Choice[] = [
    ...(['light', 'dark', 'auto'] as const).map((scheme) => ({
      id: scheme,
      label: `${t.nav.theme}: ${t.nav[scheme]}`,
      run: () => setColorScheme(scheme),
    })),
    ...languages.map(({ code, name }) => ({ id: code, label: `${t.nav.language}: ${name}`, run: () => setLanguage(code) })),
  ];
  const all: Group[] = [thing];
  if (paletteScope() === 'all') all.push({ label: t.palette.go, choices: go }, { label: t.palette.settings, choices: settings });
  const groups = all
    .map((group) => ({ ...group, choices: group.choices.filter((choice) => matches(choice, query.trim())) }))
    .filter(({ choices }) => choices.length > 0);
  if (found.length > 0)
    groups.push({
      label: t.palette.found,
      choices: found.map((incident) => ({
        id: incident.id,
        label: `${incident.number} ${incident.title}`,
        run: () => void navigate({ to: '/incidents/$number', params: { number: incident.number } }),
      })),
    });
  return (
    <Spotlight.Root
      store={paletteStore}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      clearQueryOnClose
      scrollable
      maxHeight={480}
      closeOnActionTrigger
      returnFocus
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
    >
      <Spotlight.Search placeholder={t.palette.hint} aria-label={t.palette.hint} />
      <Spotlight.ActionsList aria-label={t.nav.palette} {...reachable}>
        {groups.map((group) => (
          <div key={group.label} role="group" aria-label={group.label}>
            <div className={classes.group} aria-hidden="true">
              {group.label}
            </div>
            {group.choices.map((choice) => (
              <Spotlight.Action key={choice.id} onClick={choice.run}>
                <span className={classes.action}>
                  <span className="cut">{choice.label}</span>
                  {choice.key && <kbd>{choice.key}</kbd>}
                </span>
              </Spotlight.Action>
            ))}
          </div>
        ))}
        {groups.length === 0 && <Spotlight.Empty>{t.palette.nothing}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** What can be done with the incident, or the selected ones, that the palette was opened over. */
function useThingGroup(opened: boolean): Group {
  const { t } = useSpoken();
  const { thing, give } = useCommands();
  const client = useQueryClient();
  const about = opened ? thing() : null;
  const only = about?.incidents.length === 1 ? about.incidents[0] : undefined;
  const fresh = useQuery({ ...incidentOptions(only?.number ?? ''), enabled: only !== undefined });
  const [, redraw] = useState(0);
  useEffect(() => redraw((n) => n + 1), [opened]);
  if (!about || about.incidents.length === 0) return { label: t.palette.this, choices: [] };
  const incidents = only ? [fresh.data ?? client.getQueryData<Incident>(incidentKey(only.number)) ?? only] : about.incidents;
  const choices = offered(incidents).map(({ name, key }) => ({
    id: name,
    label: t.command[name] ?? name,
    key,
    run: () => setTimeout(() => give(name, about), 0),
  }));
  return { label: only ? `${only.number} ${only.title}` : t.queue.selected(about.incidents.length), choices };
}

function useFound(query: string): Incident[] {
  const [asked] = useDebouncedValue(query.trim(), 200);
  const number = /^(?:inc)?0*(\d+)$/i.exec(asked);
  const found = useQuery({
    queryKey: ['palette', asked],
    queryFn: ({ signal }) =>
      fetchPage(
        number
          ? { filter: `number = "INC${(number[1] ?? '').padStart(7, '0')}"`, q: '', order: '' }
          : { filter: '', q: asked, order: '' },
        null,
        foundMost,
        signal,
      ),
    enabled: asked.length > 1,
    staleTime: 15_000,
  });
  return asked.length > 1 ? (found.data?.items ?? []) : [];
}
