// How a heartbeat stands, and when it reports, as list and page say it.
import type { Heartbeat, HeartbeatState } from '../api/heartbeats';
import { useFormat } from '../i18n';
import { AlertIcon, CancelledShape, ClockIcon, EscalatedIcon, NewShape, ResolvedShape } from '../ui/icons';
import { useHeartbeatWords } from './words';
import classes from './heartbeats.module.css';

/** The shape tells them apart without colour. */
const shapes: Record<HeartbeatState, typeof AlertIcon> = {
  new: NewShape,
  waiting: ResolvedShape,
  late: ClockIcon,
  missing: AlertIcon,
  failed: EscalatedIcon,
  paused: CancelledShape,
};
export function HeartbeatMark({ state }: { state: HeartbeatState }) {
  const w = useHeartbeatWords();
  const Shape = shapes[state];
  return (
    <span className={classes.mark} data-state={state}>
      <Shape size={16} />
      <span className="cut">{w.states[state]}</span>
    </span>
  );
}

export function Reports({ of: { every, schedule, zone } }: { of: Heartbeat }) {
  const w = useHeartbeatWords();
  if (every) return <>{w.every(every)}</>;
  return (
    <>
      <code>{schedule}</code> {zone || 'UTC'}
    </>
  );
}

/** How long a run took; nothing when that is not known. */
export function useTook() {
  const format = useFormat();
  return (ms: number | null) => (ms === null ? '' : ms < 1_000 ? `${ms} ms` : format.short(ms / 1_000));
}
