// A rule tried out on incidents that were, before it is saved.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { previewRule, type RulePreview } from '../../api/automation';
import type { AnyRecord } from '../../api/kinds';
import { useFormat } from '../../i18n';
import { useOffice } from '../../i18n/office';
import { sayError } from '../../ui/say_error';
import { useWords } from './words';
import classes from './automation.module.css';

export function RuleFoot({ values, record }: { values: Record<string, unknown>; record: AnyRecord | null }) {
  const t = useOffice();
  const w = useWords();
  const [answer, setAnswer] = useState<{ preview?: RulePreview; failure?: string; of: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const said = JSON.stringify(values);
  const ask = async () => {
    setBusy(true);
    try {
      const draft = Object.fromEntries(
        Object.entries(values).filter(([, value]) => record !== null || (value !== null && value !== '')),
      );
      setAnswer({ preview: await previewRule(draft, record?.id ?? null), of: said });
    } catch (error) {
      setAnswer({ failure: sayError(t, error), of: said });
    }
    setBusy(false);
  };
  return (
    <section className={classes.section} aria-label={w.tried}>
      <h3 className={classes.title}>{w.tried}</h3>
      <p className="dim">{w.triedHint}</p>
      <div>
        <Button size="xs" variant="default" loading={busy} onClick={() => void ask()}>
          {w.try}
        </Button>
      </div>
      <div role="status">
        {answer?.failure && <p>{answer.failure}</p>}
        {answer?.preview && answer.of !== said && <p className="dim">{w.older}</p>}
        {answer?.preview && <Outcome preview={answer.preview} />}
      </div>
    </section>
  );
}

function Outcome({ preview }: { preview: RulePreview }) {
  const w = useWords();
  const format = useFormat();
  if (preview.incidents === 0) return <p>{w.noIncidents}</p>;
  return (
    <>
      <p>
        <strong>{w.matched(preview.matched, preview.incidents, preview.changes)}</strong>
      </p>
      {preview.changes > 0 && (
        <table className={classes.tally}>
          <thead>
            <tr>
              <td />
              <th scope="col">{w.done}</th>
              <th scope="col">{w.leftOut}</th>
            </tr>
          </thead>
          <tbody>
            {preview.deeds.map(({ words, done, left_out }, i) => (
              <tr key={i}>
                <th scope="row">{words}</th>
                <td>{done}</td>
                <td>{left_out}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {preview.examples.length > 0 && (
        <details>
          <summary>{w.examples}</summary>
          <ul className={classes.list}>
            {preview.examples.map(({ incident, number, at, did, left_out }) => (
              <li key={`${incident} ${at}`}>
                <Link to="/incidents/$number" params={{ number }} target="_blank">
                  {number}
                </Link>{' '}
                <span className="dim">{format.brief(at)}</span>
                <span className={classes.lines}>{did.join('\n')}</span>
                {left_out.length > 0 && <span className={`${classes.lines} dim`}>{`${w.leftOut}: ${left_out.join('\n')}`}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
