// How far it is, in words that need no explanation.
import type { Incident } from '../api/types';
import { useT } from '../i18n';
import { CancelledShape, CheckIcon, ClosedShape, HelpIcon, HoldShape, NewShape, ProgressShape } from '../ui/icons';
import classes from './portal.module.css';

export function Progress({ incident }: { incident: Pick<Incident, 'state' | 'hold_kind'> }) {
  const t = useT();
  const asked = incident.state === 'on_hold' && incident.hold_kind === 'caller';
  const shapes = {
    new: NewShape,
    in_progress: ProgressShape,
    on_hold: asked ? HelpIcon : HoldShape,
    resolved: CheckIcon,
    closed: ClosedShape,
    cancelled: CancelledShape,
  };
  const Shape = shapes[incident.state];
  return (
    <span className={classes.progress} data-state={incident.state} data-asked={asked || undefined}>
      <Shape size={18} /> {asked ? t.portal.state.hold_caller : t.portal.state[incident.state]}
    </span>
  );
}
