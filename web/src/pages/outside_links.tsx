// Pages that a mail leads to. What opens them stands behind the #, where neither logs nor other sites see it, and goes from the
// address as soon as it was read.
import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { api, call } from '../api/client';
import { ApiError } from '../api/problem';
import { sessionKey } from '../api/session';
import { useT } from '../i18n';
import { SkeletonLines } from '../ui/bits';
import { sayError } from '../ui/say_error';
import { Frame, takeSecret } from './outside_frame';
import classes from './outside.module.css';

/** /link#...: the caller's way to the one incident that a mail was about. */
export function LinkPage() {
  const t = useT();
  const client = useQueryClient();
  const [secret] = useState(takeSecret);
  const [failure, setFailure] = useState('');
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    call(api.POST('/api/v1/session/link', { body: { token: secret } }))
      .then((session) => {
        history.replaceState(null, '', session.incident ? `/incidents/${session.incident}` : '/');
        client.setQueryData(sessionKey, session);
      })
      .catch((error: unknown) =>
        setFailure(error instanceof ApiError && error.code === 'link.invalid' ? t.signIn.linkEnded : sayError(t, error)),
      );
  }, [client, secret, t]);
  return (
    <Frame title={t.product}>
      {failure ? (
        <>
          <Alert role="alert" color="gray" variant="outline">
            {failure}
          </Alert>
          <p>
            <a href="/">{t.signIn.submit}</a>
          </p>
        </>
      ) : (
        <SkeletonLines lines={3} />
      )}
    </Frame>
  );
}

/** /reset#...: a new password with the secret of the mail. */
export function ResetPage() {
  const t = useT();
  const [secret] = useState(takeSecret);
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState('');
  const [done, setDone] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setFailure('');
    try {
      await call(api.POST('/api/v1/session/reset/confirm', { body: { token: secret, password } }));
      setDone(true);
    } catch (error) {
      const field = error instanceof ApiError ? error.byField().password : '';
      setFailure(
        field || (error instanceof ApiError && error.code === 'reset.invalid' ? t.signIn.resetEnded : sayError(t, error)),
      );
    }
  };
  return (
    <Frame title={t.signIn.resetTitle}>
      {done ? (
        <>
          <p role="status">{t.signIn.resetDone}</p>
          <Button component="a" href="/" fullWidth>
            {t.signIn.submit}
          </Button>
        </>
      ) : (
        <form onSubmit={(event) => void submit(event)} className={classes.form}>
          <PasswordInput
            label={t.account.newPassword}
            description={t.setup.passwordHelp}
            autoComplete="new-password"
            autoFocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={failure || undefined}
            visibilityToggleButtonProps={{ 'aria-label': t.signIn.password, tabIndex: -1 }}
          />
          <Button type="submit" disabled={password === ''} fullWidth>
            {t.account.setPassword}
          </Button>
        </form>
      )}
    </Frame>
  );
}

/** Asks for that mail; the answer is the same whether there is such an account or not. */
export function ForgotPassword({ login, onBack }: { login: string; onBack(): void }) {
  const t = useT();
  const [name, setName] = useState(login);
  const [sent, setSent] = useState(false);
  const [failure, setFailure] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await call(api.POST('/api/v1/session/reset', { body: { login: name.trim() } }));
      setSent(true);
    } catch (error) {
      setFailure(sayError(t, error));
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} className={classes.form}>
      {sent ? (
        <p role="status">{t.signIn.resetSent}</p>
      ) : (
        <>
          <p>{t.signIn.resetHint}</p>
          <TextInput
            label={t.signIn.loginOrMail}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={failure || undefined}
            autoFocus
            autoCapitalize="none"
          />
          <Button type="submit" disabled={name.trim() === ''} fullWidth>
            {t.signIn.resetSend}
          </Button>
        </>
      )}
      <Button variant="subtle" color="gray" onClick={onBack}>
        {t.signIn.back}
      </Button>
    </form>
  );
}
