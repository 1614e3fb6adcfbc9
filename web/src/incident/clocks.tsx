// The clocks of an incident: what was promised, how long is left or how it ended, and on demand why: what counted and what did not.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { clocksOptions } from '../api/incidents';
import type { Clock, Incident } from '../api/types';
import { useFormat, useT } from '../i18n';
import { Ago, When } from '../ui/bits';
import { AlertIcon, CheckIcon, ClockIcon, HoldShape } from '../ui/icons';
import own from './clocks.module.css';
import classes from './incident.module.css';

const ClockPicture = lazy(() => import('./clock_picture').then(({ ClockPicture: component }) => ({ default: component })));

/** Where the head leads to. */
export const clocksId = 'clocks';

export function Clocks({ incident }: { incident: Incident }) {
  const t = useT();
  const clocks = useQuery(clocksOptions(incident.id));
  const list = clocks.data ?? [];
  if (list.length === 0) return null;
  return (
    <section id={clocksId} className={classes.group}>
      <h3 className={classes.groupTitle}>{t.clocks.title}</h3>
      <ul className={own.list}>
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
      <details className={own.clock} data-verdict={clock.verdict} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className={own.target}>{t.clocks.target[clock.target] ?? clock.target}</span>{' '}
          <span className={own.standing}>
            <Standing clock={clock} />
          </span>{' '}
          <span className={own.agreement}>
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
        <a className={own.proof} href={`/api/v1/incidents/${incident.id}/clocks/${clock.id}/proof`} download>
          {t.clocks.proof}
        </a>
      </details>
    </li>
  );
}

/** How it stands, in words and a shape: a breach comes before everything else. */
function Standing({ clock }: { clock: Clock }) {
  const t = useT();
  if (clock.verdict === 'breached')
    return (
      <strong>
        <AlertIcon size={14} /> {t.clocks.breached} {clock.breached_at && <When at={clock.breached_at} />}
      </strong>
    );
  if (clock.verdict === 'met')
    return (
      <span>
        <CheckIcon size={14} /> <span>{t.clocks.met}</span>
      </span>
    );
  if (clock.state === 'cancelled') return <span className="dim">{t.clocks.cancelled}</span>;
  if (clock.state === 'paused')
    return (
      <span>
        <HoldShape size={14} /> <span>{t.clocks.paused}</span>
      </span>
    );
  if (!clock.due_at) return <span>{t.clocks.never}</span>;
  return (
    <span>
      <ClockIcon size={14} /> {t.clocks.due} <Ago at={clock.due_at} />
      {clock.outside_hours && <span className="dim"> ({t.clocks.outside})</span>}
    </span>
  );
}

function Why({ clock }: { clock: Clock }) {
  const t = useT();
  const format = useFormat();
  // Hours and minutes are said as everywhere else; working days stay the days that were promised.
  const goal = clock.goal_seconds !== null && /^[\dhm ]+$/.test(clock.goal) ? format.duration(clock.goal_seconds) : clock.goal;
  return (
    <>
      <p className={own.sum}>
        {clock.due_at && (
          <span>
            {t.clocks.dueAt}: <When at={clock.due_at} />
          </span>
        )}
        <span>{t.clocks.consumed(format.duration(clock.consumed_seconds), goal)}</span>
      </p>
      <ol className={own.why}>
        {clock.why.map((part) => (
          <li key={part.from} data-counting={part.counting}>
            <When at={part.from} />{' '}
            <span>
              {format.duration(part.seconds)} {t.clocks.counting[part.counting]}
              {part.counting === 'paused' && <span className="dim"> {part.why.replace(/^paused: /, '')}</span>}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
