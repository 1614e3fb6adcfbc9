// The ways by which a team is reached, below its record: rooms of chats mostly. Its manager and administrators keep them.
import { useQuery } from '@tanstack/react-query';
import { contactOptions, teamContactOptions } from '../api/contact';
import type { AnyRecord } from '../api/kinds';
import { useSession } from '../api/session';
import { NewPoint, Point } from './points';
import { useContactWords } from './words';
import classes from './contact.module.css';

export function TeamReached({ record }: { record: AnyRecord }) {
  const w = useContactWords();
  const { may, person } = useSession();
  const points = useQuery(teamContactOptions(record.id)).data;
  const kept = may('self.contact') && (may('operation.edit') || record.manager === person.id);
  const own = useQuery({ ...contactOptions, enabled: kept }).data;
  if (!points) return null;
  return (
    <section className={classes.part} aria-labelledby="team-reached">
      <h3 id="team-reached">{w.team.title}</h3>
      <p className="dim">{w.team.hint}</p>
      {points.length === 0 && <p className="dim">{w.team.none}</p>}
      <ul className={classes.list}>
        {points.map((point) => (
          <Point key={point.id} point={point} kept={kept} />
        ))}
      </ul>
      {kept && own && own.gateways.length > 0 && <NewPoint gateways={own.gateways} team={record.id} />}
      {kept && own && own.gateways.length === 0 && <p className="dim">{w.noGateways}</p>}
    </section>
  );
}
