// How the steps of an escalation policy are written, below its form, and the way to where it is tried out.
import { Link } from '@tanstack/react-router';
import { useT } from '../i18n';
import classes from './foresight.module.css';

/** As the server reads them: words of a small language, the same for everybody. */
const examples = [
  'after 15m tell manager of team',
  'at once tell team, person first04',
  'after 1h in hours involve role incident_manager',
  'after 2h elapsed reassign next team',
  'at once tell roster "Nights" with needed skills',
];
const whom = [
  'assignee',
  'team',
  'team "Network"',
  'next team',
  'manager of team',
  'manager 2 of team',
  'manager of assignee',
  'person login',
  'role incident_manager',
  'roster "Nights"',
  'roster "Nights" with skill "Routing"',
  'team with needed skills',
  'supplier',
  'service owner',
];

export function EscalationFoot() {
  const t = useT();
  const w = t.escalation.help;
  return (
    <details className={classes.help}>
      <summary>{w.title}</summary>
      <pre className={classes.examples}>{examples.join('\n')}</pre>
      <p>{w.delay}</p>
      <p>{w.deeds}</p>
      <p>
        {w.whom} <span className={classes.words}>{whom.join(', ')}</span>
      </p>
      <Link to="/admin/$path" params={{ path: 'foresight' }}>
        {w.tryIt}
      </Link>
    </details>
  );
}
