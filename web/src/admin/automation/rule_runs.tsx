// What a rule did last, and why the house switched it off if it did.
import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ruleRunsOptions } from '../../api/automation';
import type { AnyRecord } from '../../api/kinds';
import { useFormat } from '../../i18n';
import { useWords } from './words';
import classes from './automation.module.css';

/** More is in the change log. */
const shownMost = 20;

export function RuleRuns({ record }: { record: AnyRecord }) {
  const w = useWords();
  const format = useFormat();
  const runs = useQuery(ruleRunsOptions(record.id)).data;
  return (
    <section className={classes.section} aria-label={w.runs}>
      {record.active === false && typeof record.stopped === 'string' && record.stopped !== '' && (
        <Alert role="alert" color="orange" variant="outline" title={w.switchedOff}>
          <p>{record.stopped}</p>
          <p>{w.switchedOffHint}</p>
        </Alert>
      )}
      <h3 className={classes.title}>{w.runs}</h3>
      {runs?.items.length === 0 && <p className="dim">{w.noRuns}</p>}
      <ul className={classes.list}>
        {runs?.items.slice(0, shownMost).map(({ incident, edition, at, did, left_out, looped }, i) => {
          const number = runs.names[incident];
          return (
            <li key={i}>
              {number && (
                <Link to="/incidents/$number" params={{ number }} target="_blank">
                  {number}
                </Link>
              )}{' '}
              <span className="dim">
                {format.brief(at)} · {w.version(edition)}
              </span>
              {looped && <strong className={classes.lines}>{w.looped}</strong>}
              {did !== '' && <span className={classes.lines}>{did}</span>}
              {left_out !== '' && !looped && <span className={`${classes.lines} dim`}>{`${w.leftOut}: ${left_out}`}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
