// The part of the account page about how one is reached: this browser, the other ways, and their order.
import { useQuery } from '@tanstack/react-query';
import { contactOptions } from '../api/contact';
import { useSession } from '../api/session';
import { BrowserPart } from './browser_part';
import { NewPoint, Point } from './points';
import { ReachRules } from './reach_rules';
import { useContactWords } from './words';
import classes from './contact.module.css';

export function Reached() {
  const w = useContactWords();
  const contact = useQuery(contactOptions).data;
  const { person } = useSession();
  return (
    <section className={classes.part} aria-labelledby="reached">
      <h2 id="reached">{w.title}</h2>
      <p className="dim">{w.hint}</p>
      {contact && (
        <>
          <ul className={classes.list}>
            <li>
              <span className={classes.name}>{w.mail}</span>
              <span className="dim">{person.mail || w.mailNone}</span>
            </li>
            {contact.points.map((point) => (
              <Point key={point.id} point={point} />
            ))}
          </ul>
          <BrowserPart contact={contact} />
          {contact.gateways.length > 0 ? <NewPoint gateways={contact.gateways} /> : <p className="dim">{w.noGateways}</p>}
          <ReachRules key={contact.points.map(({ id }) => id).join()} contact={contact} />
        </>
      )}
    </section>
  );
}
