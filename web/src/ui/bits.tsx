// Small things that every page shows: priority, state, ages, names, and the three states of waiting, failing and being empty.
import { Alert, Button, Tooltip } from '@mantine/core';
import { useEffect, useState, type PointerEvent, type ReactNode } from 'react';
import type { Incident, State } from '../api/types';
import { useFormat, useT } from '../i18n';
import { useNow } from '../lib/now';
import { CancelledShape, ClosedShape, HoldShape, NewShape, ProgressShape, ResolvedShape } from './icons';
import { sayError } from './say_error';
import classes from './bits.module.css';

/** Skeletons only when it takes so long that somebody wonders. */
const patienceMs = 150;

export function Priority({ value, why, size = 'sm' }: { value: number; why?: string | null; size?: 'sm' | 'lg' }) {
  const t = useT();
  const name = value > 0 ? t.priorityLong(value) : t.noPriority;
  const mark = (
    <span
      className={classes.priority}
      data-priority={Math.min(value, 4)}
      data-size={size}
      tabIndex={why ? 0 : undefined}
      role={why ? 'note' : undefined}
      aria-label={why ? `${name}. ${why}` : undefined}
    >
      <span aria-hidden={why ? true : undefined}>{value > 0 ? t.priority(value) : '–'}</span>
    </span>
  );
  if (why) return <Tooltip label={why}>{mark}</Tooltip>;
  return mark;
}

const shapes: Record<State, typeof NewShape> = {
  new: NewShape,
  in_progress: ProgressShape,
  on_hold: HoldShape,
  resolved: ResolvedShape,
  closed: ClosedShape,
  cancelled: CancelledShape,
};
export function StateMark({ incident, short = false }: { incident: Pick<Incident, 'state' | 'hold_kind'>; short?: boolean }) {
  const t = useT();
  const Shape = shapes[incident.state] ?? NewShape;
  const word = incident.state === 'on_hold' && incident.hold_kind ? t.holdKind[incident.hold_kind] : t.state[incident.state];
  return (
    <span className={classes.state} data-state={incident.state} title={word}>
      <Shape size={16} />
      <span className="cut">
        {short && incident.state === 'on_hold' && incident.hold_kind ? t.holdShort[incident.hold_kind] : word}
      </span>
    </span>
  );
}

/** "3 min ago", the exact instant on hover. */
/** A title that is made when somebody points there: a list would write out hundreds that nobody reads. */
export const saidWhenPointedAt = (say: () => string) => ({
  onPointerEnter: (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.title = say();
  },
});
export function Ago({ at, short = false }: { at: string; short?: boolean }) {
  const format = useFormat();
  const now = useNow();
  const text = short ? format.short((now - Date.parse(at)) / 1_000) : format.relative(at, now);
  return (
    <time dateTime={at} {...saidWhenPointedAt(() => format.exact(at))} className="nowrap">
      {text}
    </time>
  );
}
export function When({ at }: { at: string }) {
  const format = useFormat();
  const now = useNow();
  return (
    <time dateTime={at} title={`${format.exact(at)} · ${format.relative(at, now)}`}>
      {format.brief(at)}
    </time>
  );
}

/** Shows its children only after 150 ms. */
export function Patience({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return shown ? children : null;
}

export function SkeletonLines({ lines = 6 }: { lines?: number }) {
  const t = useT();
  return (
    <Patience>
      <div role="status" aria-label={t.loading} className={classes.skeletons}>
        {Array.from({ length: lines }, (_, i) => (
          <span key={i} className={classes.skeleton} data-width={i % 4} />
        ))}
      </div>
    </Patience>
  );
}

export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useT();
  return (
    <Alert color="gray" variant="outline" title={t.error.title} role="alert" className={classes.failed}>
      <p className={classes.failedText}>{sayError(t, error)}</p>
      {retry && (
        <Button size="xs" variant="default" onClick={retry}>
          {t.retry}
        </Button>
      )}
    </Alert>
  );
}

export function Empty({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <p className={classes.emptyTitle}>{title}</p>
      {hint && <p className="dim">{hint}</p>}
      {children}
    </div>
  );
}

/** A part of the screen broke; drafts are in storage, so a new start loses nothing. */
export function Crash({ error }: { error: Error }) {
  const t = useT();
  return (
    <Alert color="gray" variant="outline" title={t.error.title} role="alert" className={classes.failed}>
      <p className={classes.failedText}>{t.error.crash}</p>
      <p className="dim">{error.message}</p>
      <Button size="xs" variant="default" onClick={() => location.reload()}>
        {t.error.reload}
      </Button>
    </Alert>
  );
}
