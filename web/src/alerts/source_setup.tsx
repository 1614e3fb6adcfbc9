// Below an alert source: whether anything comes from it, its keys, and what to write into the tool so that it does.
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { endKey, makeKey, sourceStateOptions, type SourceKey, type SourceState } from '../api/alerts';
import type { AnyRecord } from '../api/kinds';
import { useSession } from '../api/session';
import { useFormat, useT } from '../i18n';
import { Failed, SkeletonLines, When } from '../ui/bits';
import { Copy, OnceShown } from '../ui/once_shown';
import { toastError } from '../ui/toast';
import { MappingBuilder } from './mapping_builder';
import { snippetsFor } from './snippets';
import { useAlertWords } from './words';
import classes from '../ui/setup.module.css';

/** Stands in the snippets until a key is made: the secret of an older one is known to nobody. */
const noKey = 'KEY';

export function SourceSetup({ record }: { record: AnyRecord }) {
  const w = useAlertWords();
  const { may } = useSession();
  const state = useQuery(sourceStateOptions(record.id));
  const [secret, setSecret] = useState('');
  if (state.isPending) return <SkeletonLines lines={3} />;
  if (!state.data) return <Failed error={state.error} retry={() => void state.refetch()} />;
  return (
    <section className={classes.setup} aria-labelledby="setup-title">
      <h3 id="setup-title">{w.setup.title}</h3>
      {record.active === false && <p>{w.setup.inactive}</p>}
      <Traffic state={state.data} source={record.id} />
      {may('alert.key') && <Keys source={record.id} keys={state.data.keys} secret={secret} onMade={setSecret} />}
      <MappingBuilder record={record} />
      <Snippets kind={String(record.kind ?? '')} secret={secret} reads={record.reads === true} />
    </section>
  );
}

/** Seconds count here: somebody waits for what they have just sent. */
function useSeconds(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function Traffic({ state, source }: { state: SourceState; source: string }) {
  const t = useT();
  const w = useAlertWords();
  const format = useFormat();
  const now = useSeconds();
  const last = state.last_event_at;
  const seconds = last ? Math.max(0, (now - Date.parse(last)) / 1_000) : 0;
  // Of this minute and the one before it.
  const rate = state.last_two_minutes / 2;
  return (
    <>
      <h4>{w.setup.traffic}</h4>
      <p className={classes.live}>
        <span className={classes.dot} data-on={last ? true : undefined} aria-hidden="true" />
        <span role="status">
          {last ? (
            <strong title={format.exact(last)}>
              {w.setup.last(seconds < 2 ? w.setup.justNow : t.ago(format.short(seconds)))}
              {rate > 0 && `, ${w.setup.perMinute(String(Math.ceil(rate)))}`}
            </strong>
          ) : (
            <strong>{w.setup.waiting}</strong>
          )}
        </span>
      </p>
      {last && (
        <p className="dim">
          {w.setup.totals(String(state.events), String(state.firing))} ·{' '}
          <Link to="/alerts" search={{ source }}>
            {w.setup.seeAlerts}
          </Link>
        </p>
      )}
      {state.refused > 0 && <p>{w.setup.refused(state.refused)}</p>}
      {state.refusals.length > 0 && (
        <ul className={classes.refusals}>
          {state.refusals.map(({ at, reason }, i) => (
            <li key={`${at}-${i}`}>
              {reason} <span className="dim">{at && <When at={at} />}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface KeysProps {
  source: string;
  keys: SourceKey[];
  secret: string;
  onMade(secret: string): void;
}
function Keys({ source, keys, secret, onMade }: KeysProps) {
  const t = useT();
  const w = useAlertWords();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const good = keys.filter(({ ends_at }) => !ends_at || Date.parse(ends_at) > Date.now());
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toastError(t, error);
    }
    await client.invalidateQueries({ queryKey: sourceStateOptions(source).queryKey });
    setBusy(false);
  };
  return (
    <>
      <h4>{w.setup.keys}</h4>
      {good.length === 0 && <p className="dim">{w.setup.noKeys}</p>}
      {secret && <OnceShown secret={secret} name={w.setup.keys} hint={w.setup.once} />}
      <ul className={classes.keys}>
        {good.map((key) => (
          <KeyLine key={key.id} held={key} busy={busy} onEnd={() => void attempt(async () => void (await endKey(key.id)))} />
        ))}
      </ul>
      <Button
        size="compact-sm"
        variant="default"
        loading={busy}
        onClick={() => void attempt(async () => onMade(await makeKey(source)))}
      >
        {good.length > 0 ? w.setup.replace : w.setup.make}
      </Button>
      {good.length > 0 && <p className="dim">{w.setup.replaceHint}</p>}
    </>
  );
}

function KeyLine({ held, busy, onEnd }: { held: SourceKey; busy: boolean; onEnd(): void }) {
  const t = useT();
  const w = useAlertWords();
  const [asking, setAsking] = useState(false);
  const letters = held.shown ?? '';
  return (
    <li>
      <span className={classes.name}>{w.setup.keyEnds(letters)}</span>
      <span className="dim">
        {held.made_at && (
          <>
            {w.setup.made} <When at={held.made_at} />
          </>
        )}
        {held.ends_at && (
          <>
            {' · '}
            {w.setup.goodUntil} <When at={held.ends_at} />
          </>
        )}
      </span>
      {asking ? (
        <span role="alert">
          {w.setup.endAsk}{' '}
          <Button size="compact-xs" disabled={busy} onClick={onEnd}>
            {w.setup.endYes}
          </Button>{' '}
          <Button size="compact-xs" variant="default" onClick={() => setAsking(false)}>
            {t.cancel}
          </Button>
        </span>
      ) : (
        <Button size="compact-xs" variant="default" aria-label={w.setup.endOne(letters)} onClick={() => setAsking(true)}>
          {w.setup.end}
        </Button>
      )}
    </li>
  );
}

function Snippets({ kind, secret, reads }: { kind: string; secret: string; reads: boolean }) {
  const w = useAlertWords();
  const origin = location.origin;
  const snippets = snippetsFor(kind, { origin, key: secret || noKey, reads });
  return (
    <>
      <h4>{w.setup.snippets}</h4>
      {!secret && <p className="dim">{w.setup.placeholder}</p>}
      {origin.startsWith('http:') && <p className="dim">{w.setup.insecure}</p>}
      {snippets.map(({ name, where, text }) => (
        <div key={`${where}-${name}`} className={classes.snippet}>
          <div className={classes.snippetHead}>
            <span>
              {w.setup.where[where]} {name}
            </span>
            <Copy text={text} name={name} />
          </div>
          <pre tabIndex={0} aria-label={name}>
            {text}
          </pre>
        </div>
      ))}
    </>
  );
}
