// The incident under the cursor, beside the list: enough to decide what to do with it without leaving the list.
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { incidentOptions } from '../api/incidents';
import { useNames } from '../api/names';
import { whyOf, type Incident } from '../api/types';
import { useT } from '../i18n';
import { Actions } from '../incident/head';
import { Story } from '../incident/story';
import { Priority, StateMark } from '../ui/bits';
import { Written } from '../ui/written';
import classes from './preview.module.css';

/** Long enough that holding j down asks for nothing. */
const settleMs = 120;

export function Preview({ incident }: { incident: Incident | null }) {
  const t = useT();
  const nameOf = useNames();
  const [number] = useDebouncedValue(incident?.number ?? '', settleMs);
  const full = useQuery({ ...incidentOptions(number), enabled: number !== '' });
  if (!incident)
    return (
      <aside className={classes.preview} aria-label={t.queue.preview}>
        <p className={classes.nothing}>{t.queue.nothingSelected}</p>
      </aside>
    );
  const shown = full.data?.id === incident.id ? full.data : incident;
  const pairs: [string | undefined, string][] = [
    [t.field.caller, nameOf(shown.caller)],
    [t.field.service, nameOf(shown.service)],
    [t.field.team, nameOf(shown.team)],
    [t.field.assignee, nameOf(shown.assignee)],
  ];
  return (
    <aside className={classes.preview} aria-label={t.queue.preview}>
      <div className={classes.line}>
        <Link to="/incidents/$number" params={{ number: shown.number }}>
          {shown.number}
        </Link>
        <StateMark incident={shown} />
      </div>
      <h2 className={classes.title}>
        <Priority value={shown.priority} why={whyOf(shown, 'priority')} /> {shown.title}
      </h2>
      {shown.may && <Actions incident={shown} />}
      <dl className={classes.facts}>
        {pairs
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {shown.description && <Written html={shown.html?.description} text={shown.description} className={classes.description} />}
      {number === incident.number && <Story incident={shown} />}
    </aside>
  );
}
