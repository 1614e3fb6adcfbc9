// The clocks of an incident: what was promised, how long is left or how it ended, and on demand why: what counted and what did not.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { clocksOptions } from '../api/incidents';
import type { Clock, Incident } from '../api/types';
import { useFormat, useT } from '../i18n';
import { Ago, When } from '../ui/bits';
import classes from './incident.module.css';

const ClockPicture = lazy(() => import('./clock_picture').then(({ ClockPicture: component }) => ({ default: component })));

export function Clocks({ incident }: { incident: Incident }) {
  const t = useT();
  const clocks = useQuery(clocksOptions(incident.id));
  const list = clocks.data ?? [];
  if (list.length === 0) return null;
  return (
    <section className={classes.group}>
      <h3 className={classes.groupTitle}>{t.clocks.title}</h3>
      <ul className={classes.plainList}>
        {list.map((clock) => (
          <Line key={clock.id} clock={clock} incident={incident} />
        ))}
      </ul>
    </section>
  );
}

function Line({ clock, incident }: { clock: Clock; incident: Incident }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <li>
      <details className={classes.clock} data-verdict={clock.verdict} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span>{t.clocks.target[clock.target] ?? clock.target}</span> <Standing clock={clock} />
          <span className="dim">
            {clock.agreement_name}
            {(incident.cycle ?? 1) > 1 && `, ${t.clocks.cycle(clock.cycle)}`}
          </span>
        </summary>
        {open && (
          <Suspense fallback={null}>
            <ClockPicture clock={clock} />
          </Suspense>
        )}
        <Why clock={clock} />
        <a href={`/api/v1/incidents/${incident.id}/clocks/${clock.id}/proof`} download>
          {t.clocks.proof}
        </a>
      </details>
    </li>
  );
}

/** How it stands, in words: a breach comes before everything else. */
function Standing({ clock }: { clock: Clock }) {
  const t = useT();
  if (clock.verdict === 'breached')
    return (
      <strong>
        {t.clocks.breached} {clock.breached_at && <When at={clock.breached_at} />}
      </strong>
    );
  if (clock.verdict === 'met') return <span>{t.clocks.met}</span>;
  if (clock.state === 'cancelled') return <span>{t.clocks.cancelled}</span>;
  if (clock.state === 'paused') return <span>{t.clocks.paused}</span>;
  if (!clock.due_at) return <span>{t.clocks.never}</span>;
  return (
    <span>
      {t.clocks.due} <Ago at={clock.due_at} />
      {clock.outside_hours && ` (${t.clocks.outside})`}
    </span>
  );
}

function Why({ clock }: { clock: Clock }) {
  const t = useT();
  const format = useFormat();
  return (
    <ol className={classes.clockWhy}>
      {clock.due_at && (
        <li>
          {t.clocks.dueAt}: <When at={clock.due_at} />
        </li>
      )}
      <li>{t.clocks.consumed(format.duration(clock.consumed_seconds), clock.goal)}</li>
      {clock.why.map((part) => (
        <li key={part.from} data-counting={part.counting}>
          <When at={part.from} />: {format.duration(part.seconds)} {t.clocks.counting[part.counting]}
          {part.counting === 'paused' && <span className="dim"> {part.why.replace(/^paused: /, '')}</span>}
        </li>
      ))}
    </ol>
  );
}
