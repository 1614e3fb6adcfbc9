// Small things that the pages of alerts share: severity, and what became of an alert.
import { Link } from '@tanstack/react-router';
import type { Alert, Severity } from '../api/alerts';
import { useNames } from '../api/names';
import { useFormat } from '../i18n';
import { useNow } from '../lib/now';
import { saidWhenPointedAt } from '../ui/bits';
import { AlertIcon, EscalatedIcon, InfoIcon, NewShape, ResolvedShape } from '../ui/icons';
import { useAlertWords } from './words';
import classes from './alerts.module.css';

/** The shape tells them apart without colour; what has ended is neutral. */
const shapes: Record<Severity, typeof AlertIcon> = {
  critical: AlertIcon,
  error: EscalatedIcon,
  warning: NewShape,
  info: InfoIcon,
};
export function SeverityMark({ alert }: { alert: Pick<Alert, 'severity' | 'state'> }) {
  const w = useAlertWords();
  const ended = alert.state === 'resolved';
  const Shape = ended ? ResolvedShape : shapes[alert.severity];
  return (
    <span className={classes.severity} data-severity={ended ? 'ended' : alert.severity}>
      <Shape size={16} />
      <span className="cut">{w.severity[alert.severity]}</span>
      {ended && <span className="visually-hidden">, {w.states.resolved}</span>}
    </span>
  );
}

/** Ends so far away are no ends. */
const foreverMs = 20 * 365 * 86_400_000;

/** The incident of an alert, or why it has none yet. */
export function Outcome({ alert, tabIndex }: { alert: Alert; tabIndex?: number }) {
  const w = useAlertWords();
  const nameOf = useNames();
  const format = useFormat();
  const now = useNow();
  const number = nameOf(alert.incident);
  if (alert.incident && number !== alert.incident && !alert.no_incident)
    return (
      <Link to="/incidents/$number" params={{ number }} tabIndex={tabIndex} className="nowrap">
        {number}
      </Link>
    );
  const why = () => {
    if (alert.state === 'resolved') return w.why.ended;
    const until = alert.silenced_until;
    if (until) {
      if (Date.parse(until) - now > foreverMs) return w.why.silencedForever;
      return w.why.silenced(format.brief(until));
    }
    switch (alert.no_incident) {
      case 'source':
        return w.why.source;
      case 'level':
        return w.why.level;
      case 'maintenance':
        return w.why.maintenance;
      case 'inhibited':
        return w.why.inhibited;
      case 'waits':
        return w.why.waits(format.short((Date.parse(alert.look_at ?? '') - now) / 1_000));
      case 'missed':
        return w.why.missed;
      default:
        return w.why.soon;
    }
  };
  return (
    <span className="dim" {...saidWhenPointedAt(why)}>
      {why()}
    </span>
  );
}
