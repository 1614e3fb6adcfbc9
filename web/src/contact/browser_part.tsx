// Messages in this browser: one button, and a plain word about why it is not there.
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { contactKey, provePoint, testPoint, type OwnContact } from '../api/contact';
import { ApiError } from '../api/problem';
import { useT } from '../i18n';
import { sayError } from '../ui/say_error';
import { canPush, markHere, onCode, stateOf, turnOff, turnOn } from './browser';
import { useContactWords } from './words';
import classes from './contact.module.css';

const markKey = ['this browser'];

export function BrowserPart({ contact }: { contact: OwnContact }) {
  const t = useT();
  const w = useContactWords().here;
  const client = useQueryClient();
  const mark = useQuery({ queryKey: markKey, queryFn: markHere, staleTime: Infinity });
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const able = canPush();
  const state = stateOf(mark.data ?? '', contact.points, able, able ? Notification.permission : 'default');
  const point = mark.data ? contact.points.find(({ subscription }) => subscription === mark.data) : undefined;
  const waiting = state === 'proving' ? point?.id : undefined;

  useEffect(() => {
    if (!waiting) return;
    return onCode((code) => {
      provePoint(waiting, code).then(
        () => client.invalidateQueries({ queryKey: contactKey }),
        () => undefined, // an older code; the field for it is there
      );
    });
  }, [waiting, client]);

  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setTrouble('');
    try {
      await work();
    } catch (error) {
      setTrouble(error instanceof ApiError ? sayError(t, error) : w.refused(error instanceof Error ? error.message : ''));
    }
    await client.invalidateQueries({ queryKey: markKey });
    await client.invalidateQueries({ queryKey: contactKey });
    setBusy(false);
  };
  const on = () =>
    attempt(async () => {
      if (!(await turnOn(contact.web_push_key))) setTrouble(w.notAllowed);
    });
  if (mark.isPending) return null;
  return (
    <section className={classes.here} aria-labelledby="this-browser">
      <h3 id="this-browser">{w.title}</h3>
      <p className="dim" role="status">
        {w.states[state]}
      </p>
      {trouble && <p role="alert">{trouble}</p>}
      <div className={classes.acts}>
        {(state === 'off' || state === 'withdrawn') && (
          <Button variant="default" loading={busy} onClick={() => void on()}>
            {w.on}
          </Button>
        )}
        {state === 'on' && point && (
          <Button variant="default" disabled={busy} onClick={() => void attempt(() => testPoint(point.id))}>
            {w.test}
          </Button>
        )}
        {(state === 'on' || state === 'proving') && (
          <Button variant="default" loading={busy} onClick={() => void attempt(() => turnOff(point))}>
            {w.off}
          </Button>
        )}
      </div>
    </section>
  );
}
