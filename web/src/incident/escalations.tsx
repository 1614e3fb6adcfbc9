// What is escalated: who is told next and when, what was done and why, and what one can do about it: acknowledge, put off, send on.
import { Button, Menu } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { escalationsOptions } from '../api/escalations';
import { refreshAround, spread } from '../api/incidents';
import { useNames } from '../api/names';
import { useSession } from '../api/session';
import type { Escalation, Incident } from '../api/types';
import { post } from '../commands/actions';
import { useT } from '../i18n';
import { useKeys } from '../lib/keys';
import { Ago, When } from '../ui/bits';
import { toastDone, toastError } from '../ui/toast';
import { someTries, untilHad } from '../lib/until_had';
import classes from './incident.module.css';

const CallHelp = lazy(() =>
  untilHad(() => import('./call_help'), someTries).then(({ CallHelp: component }) => ({ default: component })),
);

const snoozes = [15, 30, 60, 120];
const minuteMs = 60_000;

export function Escalations({ incident }: { incident: Incident }) {
  const t = useT();
  const { may } = useSession();
  const list = useQuery({ ...escalationsOptions(incident.id), enabled: may('incident.read_all') }).data ?? [];
  const running = list.filter(({ state }) => state === 'running' || state === 'acknowledged');
  const mayCall = may('incident.escalate') && incident.open === true;
  if (list.length === 0 && !mayCall) return null;
  return (
    <section className={classes.group} aria-labelledby="escalations-title">
      <h3 className={classes.groupTitle} id="escalations-title">
        {t.escalation.title}
      </h3>
      <div className={classes.escalationActs}>
        {running.length > 0 && <Acts incident={incident} running={running} />}
        {mayCall && <Call incident={incident} />}
      </div>
      <ul className={classes.plainList}>
        {[...list].reverse().map((one) => (
          <li key={one.id}>
            <details className={classes.clock} data-escalation={one.state}>
              <summary>
                <span>{one.policy_name}</span> <Standing escalation={one} />
              </summary>
              <Course escalation={one} />
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Acts({ incident, running }: { incident: Incident; running: Escalation[] }) {
  const t = useT();
  const w = t.escalation;
  const client = useQueryClient();
  const { may } = useSession();
  const [busy, setBusy] = useState(false);
  const [putOff, setPutOff] = useState(false);
  const mayAcknowledge = may('incident.acknowledge') && running.some(({ state }) => state === 'running');
  const mayEscalate = may('incident.escalate');
  const give = async (command: string, body: Record<string, unknown>, done: string) => {
    if (busy) return;
    setBusy(true);
    try {
      spread(client, await post(incident, `escalations/${command}`, body, null));
      toastDone(t, done);
    } catch (error) {
      toastError(t, error);
    }
    setBusy(false);
    refreshAround(client, incident);
  };
  const acknowledge = () => void give('acknowledge', {}, w.acknowledged);
  const next = () => void give('next', {}, w.sentOn);
  const snooze = (minutes: number) =>
    void give('snooze', { until: new Date(Date.now() + minutes * minuteMs).toISOString() }, w.snoozed(minutes));
  useKeys({
    ...(mayAcknowledge && { y: acknowledge }),
    ...(mayEscalate && { z: () => setPutOff(true), u: next }),
  });
  return (
    <>
      {mayAcknowledge && (
        <Button size="compact-sm" onClick={acknowledge} loading={busy} title={t.shortcut(w.acknowledge, 'y')}>
          {w.acknowledge}
        </Button>
      )}
      {mayEscalate && (
        <>
          <Menu opened={putOff} onChange={setPutOff} shadow="md" withinPortal>
            <Menu.Target>
              <Button size="compact-sm" variant="default" disabled={busy} title={t.shortcut(w.snooze, 'z')}>
                {w.snooze}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {snoozes.map((minutes) => (
                <Menu.Item key={minutes} onClick={() => snooze(minutes)}>
                  {w.minutes(minutes)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button size="compact-sm" variant="default" disabled={busy} onClick={next} title={t.shortcut(w.sendOn, 'u')}>
            {w.sendOn}
          </Button>
        </>
      )}
    </>
  );
}

function Call({ incident }: { incident: Incident }) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpened(true)}>
        {t.escalation.callHelp}
      </Button>
      {opened && (
        <Suspense fallback={null}>
          <CallHelp incident={incident} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}

/** How it stands, in one line: what comes next, or how it ended. */
function Standing({ escalation }: { escalation: Escalation }) {
  const t = useT();
  const w = t.escalation;
  const { state, next, ending, due_at } = escalation;
  if (state === 'ended') return <span className="dim">{w.ending[ending]}</span>;
  if (state === 'waiting')
    return (
      <span className="dim">
        {due_at ? w.waits : w.waitsForClock} {due_at && <When at={due_at} />}
      </span>
    );
  if (state === 'acknowledged')
    return (
      <span>
        {w.trusted} {due_at && <When at={due_at} />}
      </span>
    );
  if (!next?.at) return <strong>{w.neverNext}</strong>;
  return (
    <strong>
      {w.next} <Ago at={next.at} />
    </strong>
  );
}

function Course({ escalation }: { escalation: Escalation }) {
  const t = useT();
  const w = t.escalation;
  const whom = useWhom();
  const { next } = escalation;
  return (
    <ol className={classes.clockWhy}>
      {next?.at && escalation.state !== 'ended' && (
        <li>
          <When at={next.at} />: {next.words}
          <span className="dim"> → {whom(next)}</span>
          <Notes notes={next.notes} />
        </li>
      )}
      {escalation.snoozed_until && escalation.state !== 'ended' && (
        <li className="dim">
          {w.snoozedUntil} <When at={escalation.snoozed_until} />
        </li>
      )}
      {[...escalation.steps].reverse().map((step) => (
        <li key={`${step.round}-${step.step}-${step.taken_at}`}>
          {step.taken_at && <When at={step.taken_at} />}: {step.words}
          <span className="dim"> → {whom(step)}</span>
          <Notes notes={step.notes} />
        </li>
      ))}
      {escalation.why && <li className="dim">{escalation.why}</li>}
    </ol>
  );
}

/** Why somebody was left out; people stand there by their ids. */
export function Notes({ notes }: { notes: string[] }) {
  const nameOf = useNames();
  if (notes.length === 0) return null;
  return (
    <ul className={classes.escalationNotes}>
      {notes.map((note) => (
        <li key={note}>{note.replace(/@(\d+)/g, (_, id: string) => nameOf(id))}</li>
      ))}
    </ul>
  );
}

/** "First line 04, network@example.org", or that it is nobody. */
export function useWhom() {
  const t = useT();
  const nameOf = useNames();
  return ({ people, mailboxes, team }: { people: string[]; mailboxes: string[]; team?: string | null }) => {
    const reached = [...people.map((id) => nameOf(id)), ...mailboxes];
    if (reached.length === 0 && team) reached.push(nameOf(team));
    return reached.length > 0 ? reached.join(', ') : t.escalation.nobody;
  };
}
