// The second factor of one's own: begun with a code to scan, proven with the first six digits, and the recovery codes shown once.
import { Alert, Button, CopyButton, PasswordInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { secondFactorOptions } from '../api/access';
import { api, call } from '../api/client';
import { ApiError } from '../api/problem';
import { useFormat, useT } from '../i18n';
import { Failed, SkeletonLines } from '../ui/bits';
import { Qr } from '../ui/qr';
import { sayError } from '../ui/say_error';
import { toastDone } from '../ui/toast';
import { bareCode, CodeInput } from './code_form';
import classes from './account.module.css';

/** What is wrong with a code or a password, in one sentence. */
function useSayRefusal(): (error: unknown) => string {
  const t = useT();
  return (error) => (error instanceof ApiError && error.byField().code ? t.account.codeWrong : sayError(t, error));
}

export function SecondFactorPart({ onActive }: { onActive?: () => void }) {
  const t = useT();
  const format = useFormat();
  const client = useQueryClient();
  const state = useQuery(secondFactorOptions(null));
  const [codes, setCodes] = useState<string[] | null>(null);
  if (state.isPending) return <SkeletonLines lines={3} />;
  if (!state.data) return <Failed error={state.error} retry={() => void state.refetch()} />;
  const refresh = () => void client.invalidateQueries({ queryKey: secondFactorOptions(null).queryKey });
  const { active, since, recovery_codes_left: left, required } = state.data;
  return (
    <section className={classes.part}>
      <h2>{t.account.second}</h2>
      {codes ? (
        <Codes
          codes={codes}
          onDone={() => {
            setCodes(null);
            onActive?.();
          }}
        />
      ) : active ? (
        <>
          <p className="dim">
            {t.account.secondActive} {since && format.brief(since)} · {t.account.codesLeft(left)}
          </p>
          <CodeForms onCodes={setCodes} onChanged={refresh} mayRemove={!required} />
        </>
      ) : (
        <>
          <p className="dim">{required ? t.account.secondRequired : t.account.secondWhy}</p>
          <Enrol
            onCodes={(made) => {
              setCodes(made);
              refresh();
            }}
          />
        </>
      )}
    </section>
  );
}

function Enrol({ onCodes }: { onCodes(codes: string[]): void }) {
  const t = useT();
  const say = useSayRefusal();
  const [password, setPassword] = useState('');
  const [begun, setBegun] = useState<{ secret: string; url: string } | null>(null);
  const [code, setCode] = useState('');
  const [failure, setFailure] = useState('');
  const attempt = async (event: FormEvent, work: () => Promise<void>) => {
    event.preventDefault();
    setFailure('');
    try {
      await work();
    } catch (error) {
      setFailure(say(error));
    }
  };
  if (!begun)
    return (
      <form
        className={classes.narrow}
        onSubmit={(event) =>
          void attempt(event, async () => {
            setBegun(await call(api.POST('/api/v1/session/second-factor', { body: { password } })));
            setPassword('');
          })
        }
      >
        <PasswordInput
          label={t.account.currentPassword}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={failure || undefined}
          visibilityToggleButtonProps={{ 'aria-label': t.signIn.password, tabIndex: -1 }}
        />
        <Button type="submit" variant="default" disabled={password === ''}>
          {t.account.secondBegin}
        </Button>
      </form>
    );
  return (
    <form
      className={classes.enrol}
      onSubmit={(event) =>
        void attempt(event, async () => {
          const body = { code: bareCode(code) };
          onCodes((await call(api.POST('/api/v1/session/second-factor/confirm', { body }))).recovery_codes);
        })
      }
    >
      <Qr text={begun.url} label={t.account.scan} />
      <div className={classes.narrow}>
        <p>{t.account.scanHint}</p>
        <code className={classes.secret}>{begun.secret.replace(/(.{4})/g, '$1 ').trim()}</code>
        <CodeInput label={t.account.firstCode} value={code} onChange={setCode} error={failure} />
        <Button type="submit" disabled={code.trim() === ''}>
          {t.account.secondProve}
        </Button>
      </div>
    </form>
  );
}

function Codes({ codes, onDone }: { codes: string[]; onDone(): void }) {
  const t = useT();
  return (
    <div role="status">
      <Alert color="gray" variant="outline" title={t.account.codesTitle}>
        {t.account.codesHint}
      </Alert>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={classes.buttons}>
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t.copied : t.copy}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>{t.account.codesKept}</Button>
      </div>
    </div>
  );
}

function CodeForms({ onCodes, onChanged, mayRemove }: { onCodes(codes: string[]): void; onChanged(): void; mayRemove: boolean }) {
  const t = useT();
  const say = useSayRefusal();
  const [code, setCode] = useState('');
  const [failure, setFailure] = useState('');
  const attempt = async (work: () => Promise<void>) => {
    setFailure('');
    try {
      await work();
      setCode('');
      onChanged();
    } catch (error) {
      setFailure(say(error));
    }
  };
  const body = { code: bareCode(code) };
  const renew = async () =>
    onCodes((await call(api.POST('/api/v1/session/second-factor/recovery-codes', { body }))).recovery_codes);
  const remove = async () => {
    await call(api.POST('/api/v1/session/second-factor/remove', { body }));
    toastDone(t, t.account.secondRemoved);
  };
  return (
    <div className={classes.narrow}>
      <CodeInput label={t.account.code} value={code} onChange={setCode} error={failure} />
      <div className={classes.buttons}>
        <Button variant="default" disabled={code.trim() === ''} onClick={() => void attempt(renew)}>
          {t.account.codesNew}
        </Button>
        {mayRemove && (
          <Button variant="subtle" color="gray" disabled={code.trim() === ''} onClick={() => void attempt(remove)}>
            {t.account.secondRemove}
          </Button>
        )}
      </div>
    </div>
  );
}
