// How a check stands, what it answered lately, and asking now: below its form, and on its page.
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { checkOptions, tryCheck, type CheckDetail } from '../api/checks';
import type { AnyRecord } from '../api/kinds';
import { useSession } from '../api/session';
import { useT } from '../i18n';
import { Failed, SkeletonLines, When } from '../ui/bits';
import setup from '../ui/setup.module.css';
import { toastError } from '../ui/toast';
import { CheckMark } from './mark';
import { useCheckWords } from './words';
import classes from './checks.module.css';

export function CheckSetup({ record }: { record: AnyRecord }) {
  const w = useCheckWords().setup;
  const state = useQuery(checkOptions(record.id));
  if (state.isPending) return <SkeletonLines lines={3} />;
  if (!state.data) return <Failed error={state.error} retry={() => void state.refetch()} />;
  return (
    <section className={setup.setup} aria-labelledby="check-setup">
      <h3 id="check-setup">{w.title}</h3>
      <CheckStanding one={state.data} />
    </section>
  );
}

export function CheckStanding({ one }: { one: CheckDetail }) {
  const words = useCheckWords();
  const w = words.setup;
  const { may } = useSession();
  return (
    <>
      <p className={setup.live} role="status">
        <CheckMark state={one.state} />
        {one.place && <span className="dim">{words.from(one.place)}</span>}
        {one.since && one.state !== 'new' && (
          <span className="dim">
            {w.since} <When at={one.since} />
          </span>
        )}
      </p>
      {one.last_at ? (
        <p>
          {one.text} · {one.took_ms} ms · <When at={one.last_at} />
        </p>
      ) : (
        <p className="dim">{w.waiting}</p>
      )}
      <History of={one} />
      {one.alert && (
        <p>
          <Link to="/alerts/$alert" params={{ alert: one.alert }}>
            {w.alert}
          </Link>
        </p>
      )}
      {may('catalogue.edit') && one.state !== 'paused' && <TryNow id={one.id} />}
    </>
  );
}

/** A bar an answer, the oldest on the left, as high as it was slow; what failed is whole and marked. */
function History({ of: { history } }: { of: CheckDetail }) {
  const w = useCheckWords().setup;
  if (history.length === 0) return null;
  const slowest = Math.max(1, ...history.map((result) => result.took_ms));
  const least = 12;
  return (
    <ol className={classes.strip} aria-label={w.history}>
      {history.toReversed().map(({ id, at, well, took_ms, text }) => (
        <li
          key={id}
          data-well={well}
          style={{ height: `${well ? Math.max(least, (100 * took_ms) / slowest) : 100}%` }}
          title={`${new Date(at).toLocaleString()}: ${text} (${took_ms} ms)`}
        >
          <span className="visually-hidden">{well ? w.well : w.failed}</span>
        </li>
      ))}
    </ol>
  );
}

function TryNow({ id }: { id: string }) {
  const w = useCheckWords().setup;
  const t = useT();
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const tryNow = async () => {
    try {
      await tryCheck(id);
      setAsked(true);
      await client.invalidateQueries({ queryKey: ['checks'] });
    } catch (problem) {
      toastError(t, problem);
    }
  };
  return (
    <p className={classes.tryNow}>
      <Button variant="default" onClick={() => void tryNow()}>
        {w.tryNow}
      </Button>
      <span role="status" className="dim">
        {asked && w.asked}
      </span>
    </p>
  );
}
