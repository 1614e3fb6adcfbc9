// One line an incident: what, who, when. The number and title are the link; the rest of the line selects.
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useNames } from '../api/names';
import type { Incident } from '../api/types';
import { useFormat, useT } from '../i18n';
import { useNow } from '../lib/now';
import { Ago, Priority, saidWhenPointedAt, StateMark } from '../ui/bits';
import { Due } from '../ui/due';
import { AskedIcon, ClockIcon, EscalatedIcon } from '../ui/icons';
import classes from './queue.module.css';

interface Props {
  row: Incident;
  index: number;
  top: number;
  height: number;
  active: boolean;
  selected: boolean;
  gone: boolean;
  onActivate(id: string): void;
  onSelect(id: string): void;
}

export const Row = memo(function Row({ row, index, top, height, active, selected, gone, onActivate, onSelect }: Props) {
  const t = useT();
  const format = useFormat();
  const nameOf = useNames();
  const who = row.assignee ? nameOf(row.assignee) : row.team ? nameOf(row.team) : t.incident.noTeam;
  const both = row.assignee && row.team ? t.queue.assignedTo(nameOf(row.team), nameOf(row.assignee)) : who;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={classes.row}
      data-active={active || undefined}
      data-selected={selected || undefined}
      data-gone={gone || undefined}
      style={{ transform: `translateY(${top}px)`, height }}
      onClick={() => onActivate(row.id)}
    >
      <span role="cell" className={classes.check}>
        <input
          type="checkbox"
          checked={selected}
          onChange={() => onSelect(row.id)}
          onClick={(event) => event.stopPropagation()}
          aria-label={t.queue.select(row.number)}
          tabIndex={active ? 0 : -1}
        />
      </span>
      <span role="cell" className={classes.priority}>
        <Priority value={row.priority} />
      </span>
      <span role="cell" className={classes.what}>
        <Link
          to="/incidents/$number"
          params={{ number: row.number }}
          className={classes.link}
          tabIndex={active ? 0 : -1}
          data-row={row.id}
          title={row.title}
          onFocus={() => onActivate(row.id)}
          onClick={(event) => event.stopPropagation()}
        >
          {row.escalated && (
            <span className={classes.escalated} title={t.queue.escalatedHint}>
              <EscalatedIcon size={14} />
              <span className="visually-hidden">{t.queue.escalated} </span>
            </span>
          )}
          {row.caller_waits_since && (
            <span
              className={classes.asked}
              {...saidWhenPointedAt(() => t.queue.asked(format.exact(row.caller_waits_since ?? '')))}
            >
              <AskedIcon size={14} />
              <span className="visually-hidden">{t.queue.callerWaits} </span>
            </span>
          )}
          <span className={classes.number}>{row.number}</span>
          <span className={classes.title}>{row.title}</span>
        </Link>
        {gone && <span className={classes.goneMark}>{t.queue.gone}</span>}
      </span>
      <span role="cell" className={classes.service} title={nameOf(row.service)}>
        {nameOf(row.service)}
      </span>
      <span role="cell" className={classes.who} data-unassigned={!row.assignee || undefined} title={both}>
        {who}
      </span>
      <span role="cell" className={classes.state}>
        <StateMark incident={row} short />
      </span>
      <span role="cell" className={classes.due}>
        <Due row={row} />
      </span>
      <span role="cell" className={classes.clock}>
        <Clock row={row} />
      </span>
      <span role="cell" className={classes.age}>
        <Ago at={row.opened_at} short />
      </span>
    </div>
  );
});

/** What will happen next by itself, and when. */
function Clock({ row }: { row: Incident }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const at = row.state === 'resolved' ? row.confirmed_until : row.hold_until;
  if (!at || row.state === 'closed' || row.state === 'cancelled') return null;
  const seconds = (Date.parse(at) - now) / 1_000;
  const what = row.state === 'resolved' ? t.queue.closes : t.queue.followUp;
  return (
    <time dateTime={at} {...saidWhenPointedAt(() => `${what}: ${format.exact(at)}`)} data-late={seconds < 0 || undefined}>
      <ClockIcon size={14} /> <span className="visually-hidden">{what}</span>{' '}
      {seconds < 0 ? t.queue.overdue(format.short(seconds)) : t.inFuture(format.short(seconds))}
    </time>
  );
}
