// Below a heartbeat's form: whether it reports, its key, and what to write into the job so that it does.
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Copy } from '../ui/once_shown';
import { useAlertWords } from '../alerts/words';
import setup from '../ui/setup.module.css';
import { heartbeatOptions, makeHeartbeatKey } from '../api/heartbeats';
import type { AnyRecord } from '../api/kinds';
import { useSession } from '../api/session';
import { useT } from '../i18n';
import { Failed, SkeletonLines, When } from '../ui/bits';
import { toastError } from '../ui/toast';
import { HeartbeatMark } from './marks';
import { snippetsFor } from './snippets';
import { useHeartbeatWords } from './words';

/** Stands in the snippets until a key is made: the secret of an older one is known to nobody. */
const noKey = 'KEY';

export function HeartbeatSetup({ record }: { record: AnyRecord }) {
  const w = useHeartbeatWords().setup;
  const { may } = useSession();
  const state = useQuery(heartbeatOptions(record.id));
  const [secret, setSecret] = useState('');
  if (state.isPending) return <SkeletonLines lines={3} />;
  if (!state.data) return <Failed error={state.error} retry={() => void state.refetch()} />;
  const { last_at, key, state: stands } = state.data;
  return (
    <section className={setup.setup} aria-labelledby="heartbeat-setup">
      <h3 id="heartbeat-setup">{w.title}</h3>
      <p className={setup.live} role="status">
        <HeartbeatMark state={stands} />
        {last_at ? (
          <span>
            <When at={last_at} />
          </span>
        ) : (
          <strong>{w.waiting}</strong>
        )}
      </p>
      <p>
        <Link to="/alerts/heartbeats/$heartbeat" params={{ heartbeat: record.id }}>
          {w.see}
        </Link>
      </p>
      {may('alert.key') && <Key id={record.id} letters={key} secret={secret} onMade={setSecret} />}
      <Snippets url={`${location.origin}/ping/${secret || noKey}`} known={secret !== ''} />
    </section>
  );
}

function Key({
  id,
  letters,
  secret,
  onMade,
}: {
  id: string;
  letters: string | null;
  secret: string;
  onMade(secret: string): void;
}) {
  const t = useT();
  const w = useHeartbeatWords().setup;
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const make = async () => {
    setBusy(true);
    try {
      onMade(await makeHeartbeatKey(id));
    } catch (error) {
      toastError(t, error);
    }
    await client.invalidateQueries({ queryKey: heartbeatOptions(id).queryKey });
    setAsking(false);
    setBusy(false);
  };
  return (
    <>
      <h4>{w.key}</h4>
      <p className="dim">{letters ? w.shown(letters) : w.none}</p>
      {secret && (
        <div className={setup.once} role="status">
          <p>{w.once}</p>
          <div className={setup.secret}>
            <code>{secret}</code>
            <Copy text={secret} name={w.key} />
          </div>
        </div>
      )}
      {asking ? (
        <p role="alert">
          {w.replaceAsk}{' '}
          <Button size="compact-xs" loading={busy} onClick={() => void make()}>
            {w.replace}
          </Button>{' '}
          <Button size="compact-xs" variant="default" onClick={() => setAsking(false)}>
            {t.cancel}
          </Button>
        </p>
      ) : (
        <Button size="compact-sm" variant="default" loading={busy} onClick={() => (letters ? setAsking(true) : void make())}>
          {letters ? w.replace : w.make}
        </Button>
      )}
      {letters && !asking && <p className="dim">{w.replaceHint}</p>}
    </>
  );
}

function Snippets({ url, known }: { url: string; known: boolean }) {
  const w = useHeartbeatWords().setup;
  const alerts = useAlertWords().setup;
  return (
    <>
      <h4>{w.snippets}</h4>
      {!known && <p className="dim">{w.placeholder}</p>}
      {url.startsWith('http:') && <p className="dim">{alerts.insecure}</p>}
      {snippetsFor(url).map(({ name, text }) => (
        <div key={name} className={setup.snippet}>
          <div className={setup.snippetHead}>
            <span>{name}</span>
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
