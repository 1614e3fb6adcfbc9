// The alerts of an incident, those that fire first.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AlertMember } from '../api/incident_alerts';
import { useSession } from '../api/session';
import type { Id } from '../api/types';
import { Ago } from '../ui/bits';
import { SeverityMark } from './marks';
import { severities } from './sections';
import { SplitForm } from './split_form';
import { useAlertWords } from './words';
import classes from './alerts.module.css';

const shownFirst = 8;

/** Firing before ended, the most severe first, then the newest. */
export function inOrder(alerts: AlertMember[]): AlertMember[] {
  const weight = ({ state, severity }: AlertMember) => (state === 'firing' ? 0 : 10) + severities.indexOf(severity);
  return [...alerts].sort((a, b) => weight(a) - weight(b) || Date.parse(b.starts_at ?? '') - Date.parse(a.starts_at ?? ''));
}

export function AlertsPanel({ incident, alerts }: { incident: Id; alerts: AlertMember[] }) {
  const w = useAlertWords();
  const { may } = useSession();
  const [splitting, setSplitting] = useState(false);
  const inside = alerts.filter(({ left_at }) => !left_at);
  const [all, setAll] = useState(false);
  const rows = inOrder(alerts);
  const firing = rows.filter(({ state, left_at }) => state === 'firing' && !left_at).length;
  const shown = all ? rows : rows.slice(0, shownFirst);
  return (
    <section className={classes.inSide} aria-labelledby="alerts-title">
      <div className={classes.inSideHead}>
        <h3 id="alerts-title">{w.panel.title(rows.length)}</h3>
        <span className="dim">{firing > 0 ? w.panel.firing(firing) : w.panel.allEnded}</span>
      </div>
      <ul className={classes.panel}>
        {shown.map((alert) => (
          <li key={alert.id}>
            <SeverityMark alert={alert} />
            <Link to="/alerts/$alert" params={{ alert: alert.id }} className="cut" title={alert.title ?? ''}>
              {alert.title}
            </Link>
            <span className="dim nowrap">
              {alert.state === 'resolved' ? `${w.states.resolved} ` : ''}
              <Ago at={(alert.state === 'resolved' ? alert.ends_at : alert.starts_at) ?? alert.joined_at ?? ''} short />
            </span>
          </li>
        ))}
      </ul>
      {rows.length > shown.length && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setAll(true)}>
          {w.panel.all(rows.length)}
        </Button>
      )}
      {inside.length > 1 && may('incident.split') && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setSplitting(true)}>
          {w.panel.split}
        </Button>
      )}
      {splitting && <SplitForm incident={incident} alerts={inOrder(inside)} onClose={() => setSplitting(false)} />}
    </section>
  );
}
