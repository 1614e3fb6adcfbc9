// The places of alerts.
import { Link } from '@tanstack/react-router';
import { useCheckWords } from '../checks/words';
import { useHeartbeatWords } from '../heartbeats/words';
import { useAlertWords } from './words';
import classes from './alerts.module.css';

export function AlertTabs({ current }: { current: 'alerts' | 'silences' | 'heartbeats' | 'checks' }) {
  const w = useAlertWords();
  const heartbeats = useHeartbeatWords();
  const checks = useCheckWords();
  const at = (name: typeof current) => ({
    className: classes.tab,
    'data-active': name === current || undefined,
    'aria-current': name === current ? ('page' as const) : undefined,
  });
  return (
    <nav className={classes.tabs} aria-label={w.title}>
      <Link to="/alerts" {...at('alerts')}>
        {w.title}
      </Link>
      <Link to="/alerts/silences" {...at('silences')}>
        {w.silences.title}
      </Link>
      <Link to="/alerts/heartbeats" {...at('heartbeats')}>
        {heartbeats.title}
      </Link>
      <Link to="/alerts/checks" {...at('checks')}>
        {checks.title}
      </Link>
    </nav>
  );
}
