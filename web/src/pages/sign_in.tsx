// Signing in: the page, and the form alone for the dialog over a page whose session ended.
import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, call } from '../api/client';
import { isStatus } from '../api/problem';
import { sessionKey } from '../api/session';
import type { Session } from '../api/types';
import { useT } from '../i18n';
import { LanguageLinks } from '../ui/language_links';
import { Mark } from '../ui/icons';
import { sayError } from '../ui/say_error';
import classes from './outside.module.css';

export function SignInPage() {
  const t = useT();
  const client = useQueryClient();
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <h1 className={classes.brand}>
          <Mark /> {t.product}
        </h1>
        <SignInForm onDone={(session) => client.setQueryData(sessionKey, session)} />
      </div>
      <LanguageLinks />
    </main>
  );
}

export function SignInForm({ login: known = '', onDone }: { login?: string; onDone: (session: Session) => void }) {
  const t = useT();
  const [login, setLogin] = useState(known);
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure('');
    try {
      onDone(await call(api.POST('/api/v1/session', { body: { login: login.trim(), password } })));
    } catch (error) {
      setFailure(isStatus(error, 401) ? t.signIn.wrong : sayError(t, error));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} className={classes.form}>
      {failure && (
        <Alert role="alert" color="gray" variant="outline" className={classes.alert}>
          {failure}
        </Alert>
      )}
      <TextInput
        label={t.signIn.login}
        value={login}
        onChange={(e) => setLogin(e.currentTarget.value)}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus={known === ''}
        withAsterisk={false}
      />
      <PasswordInput
        label={t.signIn.password}
        value={password}
        onChange={(e) => setPassword(e.currentTarget.value)}
        autoComplete="current-password"
        required
        autoFocus={known !== ''}
        data-autofocus={known !== '' || undefined}
        withAsterisk={false}
        visibilityToggleButtonProps={{ 'aria-label': t.signIn.password, tabIndex: -1 }}
      />
      <Button type="submit" loading={busy} fullWidth>
        {t.signIn.submit}
      </Button>
    </form>
  );
}
