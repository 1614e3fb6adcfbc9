// What was promised for an incident next, in one cell of the queue and in its head.
import type { Incident } from '../api/types';
import { useFormat, useT } from '../i18n';
import { useNow } from '../lib/now';
import { saidWhenPointedAt } from './bits';
import { AlertIcon, ClockIcon, HoldShape } from './icons';
import classes from './due.module.css';

/** From here on what is left is shown as urgent. */
const soonSeconds = 3_600;

export const hasDue = (row: Incident) => Boolean(row.due_at || row.due_paused || row.breached);

/** The next target that was promised: how long is left in words, with a mark of its own for late, paused
    and missed. `named` shows which. */
export function Due({ row, named = false }: { row: Incident; named?: boolean }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const target = t.clocks.target[row.due_for ?? ''] ?? row.due_for ?? '';
  if (row.due_at) {
    const seconds = (Date.parse(row.due_at) - now) / 1_000;
    const late = seconds <= 0;
    const missed = late ? '' : row.breached ? ` · ${t.queue.missed}` : '';
    return (
      <time
        className={classes.due}
        dateTime={row.due_at}
        {...saidWhenPointedAt(() => `${target}: ${format.exact(row.due_at ?? '')}${missed}`)}
        data-due={late ? 'late' : row.breached ? 'missed' : seconds < soonSeconds ? 'soon' : 'later'}
      >
        {late || row.breached ? <AlertIcon size={14} /> : <ClockIcon size={14} />}{' '}
        <span className={named ? undefined : 'visually-hidden'}>{target}</span>
        {missed && <span className="visually-hidden">{missed}</span>}{' '}
        {late ? t.queue.overdue(format.short(seconds)) : t.inFuture(format.short(seconds))}
      </time>
    );
  }
  if (row.due_paused)
    return (
      <span className={classes.due} data-due="paused" title={`${target}: ${t.clocks.paused}`}>
        <HoldShape size={14} /> {named && `${target} `}
        {t.clocks.paused}
      </span>
    );
  if (row.breached)
    return (
      <span className={classes.due} data-due="missed" title={t.queue.missedHint}>
        <AlertIcon size={14} /> {t.queue.missed}
      </span>
    );
  return null;
}
