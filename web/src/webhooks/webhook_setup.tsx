// Below a webhook: how far it is, its secrets, sending again, and what was sent with what was answered.
import { Button, Checkbox } from '@mantine/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { LongList } from '../admin/long_list';
import type { AnyRecord } from '../api/kinds';
import { useNames } from '../api/names';
import { useSession } from '../api/session';
import type { Id } from '../api/types';
import {
  attemptsEveryMs,
  attemptsKey,
  fetchAttempts,
  makeSecret,
  pauseWebhook,
  replayWebhook,
  resumeWebhook,
  retryAttempt,
  testWebhook,
  webhookKey,
  webhookStateOptions,
  type WebhookAttempt,
  type WebhookSecret,
  type WebhookState,
} from '../api/webhooks';
import { useFormat, useT } from '../i18n';
import { Ago, Failed, SkeletonLines, When } from '../ui/bits';
import { OnceShown } from '../ui/once_shown';
import { InstantInput } from '../ui/pickers';
import { toastDone, toastError } from '../ui/toast';
import lines from '../admin/oversight.module.css';
import classes from '../ui/setup.module.css';
import { useWebhookWords } from './words';

/** Does something about the webhook, says that it was done, and shows how it stands then. */
type Attempt = (work: () => Promise<unknown>, done?: string) => Promise<void>;

export function WebhookSetup({ record }: { record: AnyRecord }) {
  const t = useT();
  const w = useWebhookWords();
  const client = useQueryClient();
  const { may } = useSession();
  const state = useQuery(webhookStateOptions(record.id));
  const [busy, setBusy] = useState(false);
  if (state.isPending) return <SkeletonLines lines={3} />;
  if (!state.data) return <Failed error={state.error} retry={() => void state.refetch()} />;
  const attempt: Attempt = async (work, done) => {
    setBusy(true);
    try {
      await work();
      if (done) toastDone(t, done);
    } catch (error) {
      toastError(t, error);
    }
    await client.invalidateQueries({ queryKey: webhookKey(record.id) });
    setBusy(false);
  };
  const mayEdit = may('webhook.edit');
  return (
    <section className={classes.setup} aria-labelledby="webhook-title">
      <h3 id="webhook-title">{w.title}</h3>
      {record.active === false && <p>{w.inactive}</p>}
      <Standing state={state.data} />
      {mayEdit && state.data.secrets.length > 0 && (
        <div className={classes.acts}>
          {state.data.paused ? (
            <Button size="compact-sm" loading={busy} onClick={() => void attempt(() => resumeWebhook(record.id))}>
              {w.resume}
            </Button>
          ) : (
            <Button
              size="compact-sm"
              variant="default"
              loading={busy}
              onClick={() => void attempt(() => pauseWebhook(record.id))}
            >
              {w.pause}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            loading={busy}
            onClick={() => void attempt(() => testWebhook(record.id), w.tested)}
          >
            {w.test}
          </Button>
        </div>
      )}
      {mayEdit && <Secrets webhook={record.id} secrets={state.data.secrets} busy={busy} attempt={attempt} />}
      {mayEdit && state.data.secrets.length > 0 && <Replay webhook={record.id} busy={busy} attempt={attempt} />}
      <Attempts webhook={record.id} busy={busy} attempt={attempt} />
    </section>
  );
}

function Standing({ state }: { state: WebhookState }) {
  const w = useWebhookWords();
  const { behind, late, failures } = state;
  const said = state.paused
    ? w.paused(state.paused)
    : state.secrets.length === 0
      ? w.needsSecret
      : behind > 0
        ? w.waiting(behind)
        : late > 0
          ? w.late(late)
          : state.last_sent_at
            ? w.upToDate
            : w.nothingYet;
  return (
    <>
      <p className={classes.live}>
        <span
          className={classes.dot}
          data-on={(!state.paused && failures === 0 && state.secrets.length > 0) || undefined}
          aria-hidden="true"
        />
        <strong role="status">{said}</strong>
      </p>
      {(state.paused || behind > 0) && late > 0 && <p>{w.late(late)}</p>}
      <p className="dim">
        {failures > 0 && `${w.failures(failures)} `}
        {state.next_at && failures > 0 && (
          <>
            {w.next}: <When at={state.next_at} />{' '}
          </>
        )}
        {state.last_sent_at && (
          <>
            {w.lastSent}: <Ago at={state.last_sent_at} />
          </>
        )}
      </p>
    </>
  );
}

interface PartProps {
  webhook: Id;
  busy: boolean;
  attempt: Attempt;
}

function Secrets({ webhook, secrets, busy, attempt }: PartProps & { secrets: WebhookSecret[] }) {
  const w = useWebhookWords();
  const [made, setMade] = useState('');
  const [endOthers, setEndOthers] = useState(false);
  const some = secrets.length > 0;
  return (
    <>
      <h4>{w.secrets}</h4>
      {!some && <p className="dim">{w.noSecrets}</p>}
      {made && <OnceShown secret={made} name={w.secrets} hint={w.once} />}
      <ul className={classes.keys}>
        {secrets.map((secret) => (
          <li key={secret.id}>
            <code className={classes.name}>{w.secretEnds(secret.shown ?? '')}</code>
            <span className="dim">
              {secret.made_at && (
                <>
                  {w.made} <When at={secret.made_at} />
                </>
              )}
              {secret.ends_at && (
                <>
                  {' · '}
                  {w.until} <When at={secret.ends_at} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {some && (
        <Checkbox
          size="xs"
          label={w.endOthers}
          checked={endOthers}
          onChange={(event) => setEndOthers(event.currentTarget.checked)}
          className={classes.choice}
        />
      )}
      <Button
        size="compact-sm"
        variant={some ? 'default' : 'filled'}
        loading={busy}
        onClick={() => void attempt(async () => setMade(await makeSecret(webhook, endOthers)))}
      >
        {some ? w.replace : w.make}
      </Button>
      {some && !endOthers && <p className="dim">{w.replaceHint}</p>}
    </>
  );
}

function Replay({ webhook, busy, attempt }: PartProps) {
  const w = useWebhookWords();
  const [since, setSince] = useState<string | null>(null);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (since) void attempt(() => replayWebhook(webhook, since), w.replayed);
  };
  return (
    <form onSubmit={send}>
      <h4>{w.replay}</h4>
      <p className="dim">{w.replayHint}</p>
      <div className={classes.acts}>
        <InstantInput size="xs" aria-label={w.since} value={since} onChange={setSince} />
        <Button type="submit" size="xs" variant="default" loading={busy} disabled={!since}>
          {w.replayDo}
        </Button>
      </div>
    </form>
  );
}

function Attempts({ webhook, busy, attempt }: PartProps) {
  const w = useWebhookWords();
  const list = useInfiniteQuery({
    queryKey: attemptsKey(webhook),
    queryFn: ({ pageParam, signal }) => fetchAttempts(webhook, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    // Whoever reads on far does so in peace.
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : attemptsEveryMs),
  });
  return (
    <div className={classes.wide}>
      <LongList
        title={w.attempts}
        list={list}
        none={w.noAttempts}
        line={(row) => (
          <Line
            key={row.id}
            attempt={row}
            busy={busy}
            onRetry={() => void attempt(() => retryAttempt(webhook, row.id), w.retried)}
          />
        )}
      />
    </div>
  );
}

/** "org.evenkeel.incident.resolved" without what they all begin with. */
const happeningOf = (type: string): string => type.slice(type.lastIndexOf('.') + 1);

function Line({ attempt, busy, onRetry }: { attempt: WebhookAttempt; busy: boolean; onRetry(): void }) {
  const w = useWebhookWords();
  const format = useFormat();
  const { may } = useSession();
  const nameOf = useNames();
  const number = attempt.incident ? nameOf(attempt.incident) : null;
  const took = attempt.took_ms < 1_000 ? `${attempt.took_ms} ms` : format.short(attempt.took_ms / 1_000);
  const name = happeningOf(attempt.type);
  return (
    <li className={lines.change}>
      <span className={lines.changeTime}>
        <Ago at={attempt.at} />
      </span>
      <div className={lines.changeText}>
        <span>
          {number && number !== attempt.incident && (
            <>
              <Link to="/incidents/$number" params={{ number }}>
                {number}
              </Link>
              {' · '}
            </>
          )}
          {attempt.seq ? (w.happenings[name] ?? name) : w.isTest}
          {' · '}
          <strong>{w.outcome[attempt.outcome]}</strong>
        </span>
        <p className={lines.factLine}>{attempt.status ? w.answered(attempt.status, took) : w.silent(took)}</p>
        {attempt.answer && attempt.outcome !== 'sent' && <p className={lines.why}>{attempt.answer}</p>}
      </div>
      {attempt.seq && attempt.incident && may('webhook.edit') && (
        <div className={lines.deliveryActs}>
          <Button size="compact-sm" variant="default" disabled={busy} onClick={onRetry}>
            {w.retry}
          </Button>
        </div>
      )}
    </li>
  );
}
