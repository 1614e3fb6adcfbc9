// What the server says would become of an example: the alerts, what would be refused and why, and what may be meant otherwise.
import type { MappingTried } from '../api/alerts';
import { ApiError } from '../api/problem';
import { useFormat, useT } from '../i18n';
import { sayError } from '../ui/say_error';
import { SeverityMark } from './marks';
import { useAlertWords } from './words';
import classes from './mapping.module.css';

const shownMost = 3;
type Tried = MappingTried['alerts'][number];

export function MappingPreview({ tried, failed }: { tried: MappingTried | null; failed: unknown }) {
  const t = useT();
  const w = useAlertWords().mapping;
  const wrongMapping = failed instanceof ApiError && failed.errors.some(({ pointer }) => pointer?.startsWith('/mapping'));
  return (
    <section className={classes.preview} aria-label={w.preview} aria-live="polite">
      <h5>{w.preview}</h5>
      {failed && !wrongMapping ? <p role="alert">{sayError(t, failed)}</p> : null}
      {failed instanceof ApiError && wrongMapping && (
        <ul className={classes.said}>
          {failed.errors.map(({ pointer, detail }) => (
            <li key={pointer}>
              <code>{(pointer ?? '').replace('/mapping/', '')}</code> {detail}
            </li>
          ))}
        </ul>
      )}
      {tried && !failed && (
        <>
          <p>
            <strong>{w.made(tried.count)}</strong>
          </p>
          {tried.alerts.slice(0, shownMost).map((alert, i) => (
            <Card key={`${alert.key}-${i}`} alert={alert} />
          ))}
          {tried.count > shownMost && <p className="dim">{w.more(tried.count - shownMost)}</p>}
          {tried.refused.length > 0 && (
            <>
              <p>
                <strong>{w.refused}</strong>
              </p>
              <Said lines={tried.refused} />
            </>
          )}
          <Said lines={tried.remarks} />
        </>
      )}
    </section>
  );
}

function Said({ lines }: { lines: MappingTried['remarks'] }) {
  const w = useAlertWords().mapping;
  if (lines.length === 0) return null;
  return (
    <ul className={classes.said}>
      {lines.map(({ at, field, text }, i) => (
        <li key={`${at}-${field}-${i}`}>
          <span className="dim">{w.at(at + 1)}</span> {field && <code>{field}</code>} {text}
        </li>
      ))}
    </ul>
  );
}

function Card({ alert }: { alert: Tried }) {
  const w = useAlertWords().mapping;
  const format = useFormat();
  const texts = (all: Record<string, string>) =>
    Object.entries(all)
      .map(([name, value]) => `${name}=${value}`)
      .join(', ');
  const facts: [string, string | null][] = [
    [w.facts.key, alert.key],
    [w.facts.service, alert.service],
    [w.facts.starts, alert.starts_at && format.exact(alert.starts_at)],
    [w.facts.ends, alert.ends_at && format.exact(alert.ends_at)],
    [w.facts.link, alert.link],
    [w.facts.labels, texts(alert.labels)],
    [w.facts.annotations, texts(alert.annotations)],
  ];
  return (
    <div className={classes.card}>
      <p className={classes.cardHead}>
        <SeverityMark alert={alert} />
        <strong>{alert.title}</strong>
      </p>
      <dl>
        {facts.map(
          ([name, text]) =>
            text && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{text}</dd>
              </div>
            ),
        )}
      </dl>
    </div>
  );
}
