// How a check stands, as list and form say it.
import type { CheckState } from '../api/checks';
import { AlertIcon, CancelledShape, NewShape, ResolvedShape } from '../ui/icons';
import { useCheckWords } from './words';
import classes from './checks.module.css';

/** The shape tells them apart without colour. */
const shapes: Record<CheckState, typeof AlertIcon> = {
  new: NewShape,
  up: ResolvedShape,
  down: AlertIcon,
  paused: CancelledShape,
};
export function CheckMark({ state }: { state: CheckState }) {
  const w = useCheckWords();
  const Shape = shapes[state];
  return (
    <span className={classes.mark} data-state={state}>
      <Shape size={16} />
      <span className="cut">{w.states[state]}</span>
    </span>
  );
}
