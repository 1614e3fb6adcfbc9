// What waits for my answer makes itself heard wherever I am in the console: a note with its button, a sound, a notification of the system,
// and a count before the name of the page. What somebody else answered goes away by itself.
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { urgentOptions } from '../api/escalations';
import { spread } from '../api/incidents';
import { useSession } from '../api/session';
import type { Hint, Urgent } from '../api/types';
import { post } from '../commands/actions';
import { useSpoken } from '../i18n';
import { deUrgent } from '../i18n/de_urgent';
import { enUrgent } from '../i18n/en_urgent';
import { toastDone, toastError } from '../ui/toast';
import { countInTitle } from '../ui/use_title';
import { useLive } from './live';
import { allowSound, playUrgent } from './sound';
import { claimUntold, keepClosed, notesOf, readChoice, readClosed } from './urgent_choice';
import { showSystem } from './urgent_system';

export const urgentWords = { en: enUrgent, de: deUrgent };
const noteOf = (id: string) => `urgent-${id}`;
const moreNote = 'urgent-more';

/** Hints after which something may wait, or wait no more. */
function concerns(hints: Hint[] | 'reload', shown: readonly Urgent[]): boolean {
  if (hints === 'reload') return true;
  return hints.some(
    ({ kind, root }) =>
      kind.startsWith('incident.escalation_') ||
      kind === 'incident.help_wanted' ||
      kind === 'incident.due_changed' ||
      shown.some(({ incident }) => incident === root),
  );
}

export function UrgentWatch() {
  const { t, language } = useSpoken();
  const w = urgentWords[language];
  const { may } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { subscribe } = useLive();
  const allowed = may('incident.read_all');
  const { data } = useQuery({ ...urgentOptions, enabled: allowed });
  const shown = useRef<Urgent[]>([]);
  const noted = useRef<string[]>([]);
  const counted = useRef(false);
  const [closed, setClosed] = useState(readClosed);
  const mayAcknowledge = may('incident.acknowledge');

  useEffect(() => {
    if (!allowed) return;
    return subscribe((hints) => {
      if (concerns(hints, shown.current)) void client.invalidateQueries({ queryKey: urgentOptions.queryKey });
    });
  }, [allowed, subscribe, client]);

  useEffect(() => {
    if (!readChoice().sound) return;
    const touched = () => allowSound();
    addEventListener('pointerdown', touched, { once: true });
    addEventListener('keydown', touched, { once: true });
    return () => {
      removeEventListener('pointerdown', touched);
      removeEventListener('keydown', touched);
    };
  }, []);

  const open = useCallback(
    (one: Urgent) => {
      notifications.hide(noteOf(one.id));
      void navigate({ to: '/incidents/$number', params: { number: one.number } });
    },
    [navigate],
  );
  const acknowledge = useCallback(
    async (one: Urgent) => {
      try {
        spread(client, await post({ id: one.incident }, 'escalations/acknowledge', {}, null));
        toastDone(t, w.acknowledged);
      } catch (error) {
        toastError(t, error);
      }
      void client.invalidateQueries({ queryKey: urgentOptions.queryKey });
    },
    [client, t, w],
  );

  useEffect(() => {
    if (!data) return;
    const choice = readChoice();
    const fresh = data.filter(({ id }) => !shown.current.some((one) => one.id === id));
    shown.current = data;
    countInTitle(data.length);
    // Once in this browser, however many of its pages are open.
    const untold = claimUntold(
      fresh.map(({ id }) => id),
      Date.now(),
    );
    if (untold.length === 0) return;
    if (choice.sound) playUrgent();
    if (choice.system)
      for (const one of fresh.filter(({ id }) => untold.includes(id)))
        showSystem(sayUrgent(w, one), noteOf(one.id), () => open(one));
  }, [data, w, open]);

  // What has a note keeps it until it is answered or closed; what has none is counted in one of its own.
  useEffect(() => {
    if (!data || !readChoice().note) return;
    const waiting = data.filter(({ id }) => !closed.includes(id));
    const { noted: now, more } = notesOf(
      waiting.map(({ id }) => id),
      noted.current,
    );
    const before = noted.current;
    noted.current = now;
    for (const id of before) if (!now.includes(id)) notifications.hide(noteOf(id));
    const close = (id: string) => {
      if (noted.current.includes(id)) setClosed((ids) => [...ids, id]);
    };
    const note = { autoClose: false, withBorder: true, color: 'red', closeButtonProps: { 'aria-label': t.close } } as const;
    for (const one of waiting.filter(({ id }) => now.includes(id) && !before.includes(id)))
      notifications.show({
        ...note,
        id: noteOf(one.id),
        role: 'alert',
        onClose: () => close(one.id),
        message: (
          <span className="toast">
            <span>
              <strong>{sayUrgent(w, one)}</strong>
              <br />
              {one.kind === 'help' ? one.text : one.title}
            </span>
            {one.kind === 'escalation' && mayAcknowledge && (
              <Button size="compact-sm" onClick={() => void acknowledge(one)}>
                {w.haveIt}
              </Button>
            )}
            <Button size="compact-sm" variant="default" onClick={() => open(one)}>
              {w.open}
            </Button>
          </span>
        ),
      });
    // Made anew with its number. Only who closes it himself closes all that it counts.
    counted.current = false;
    notifications.hide(moreNote);
    counted.current = more > 0;
    if (more > 0)
      notifications.show({
        ...note,
        id: moreNote,
        onClose: () => {
          if (counted.current) setClosed((ids) => [...ids, ...waiting.map(({ id }) => id).filter((id) => !now.includes(id))]);
        },
        message: (
          <span className="toast">
            <span>{w.more(more)}</span>
            <Button size="compact-sm" variant="default" onClick={() => void navigate({ to: '/notifications' })}>
              {w.showAll}
            </Button>
          </span>
        ),
      });
  }, [data, closed, t, w, mayAcknowledge, acknowledge, open, navigate]);
  useEffect(() => keepClosed(closed), [closed]);

  useEffect(() => () => countInTitle(0), []);
  return null;
}

/** "P1 needs you: INC0000042" */
export function sayUrgent(w: typeof enUrgent, one: Pick<Urgent, 'kind' | 'priority' | 'number' | 'by'>): string {
  return one.kind === 'help' ? w.help(one.by, one.number) : w.escalation(one.priority, one.number);
}
