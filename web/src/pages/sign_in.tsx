// Signing in: the page, and the form alone for the dialog over a page whose session ended.
import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { waysOptions } from '../api/access';
import { api, call } from '../api/client';
import { ApiError, isStatus } from '../api/problem';
import { sessionKey } from '../api/session';
import type { Session } from '../api/types';
import { useT } from '../i18n';
import { LanguageLinks } from '../ui/language_links';
import { Mark } from '../ui/icons';
import { sayError } from '../ui/say_error';
import { CodeForm } from './code_form';
import { ForgotPassword } from './outside_links';
import classes from './outside.module.css';
import { ProviderButtons, SignOnCode, SignOnFailure, takeSignOnOutcome } from './sign_on';

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
  const [codeAsked, setCodeAsked] = useState(false);
  const [forgot, setForgot] = useState(false);
  const ways = useQuery(waysOptions);
  const [outcome, setOutcome] = useState(takeSignOnOutcome);
  const [byPassword, setByPassword] = useState(false);

  const submit = async (code?: string) => {
    setBusy(true);
    setFailure('');
    try {
      const body = { login: login.trim(), password, ...(code !== undefined && { code }) };
      onDone(await call(api.POST('/api/v1/session', { body })));
    } catch (error) {
      const asked = error instanceof ApiError ? error.code : '';
      if (asked === 'session.code_needed') setCodeAsked(true);
      else if (asked === 'session.code_wrong') setFailure(t.account.codeWrong);
      else if (asked === 'session.provider_only') setFailure(t.signOn.providerOnly);
      else setFailure(isStatus(error, 401) ? t.signIn.wrong : sayError(t, error));
      setBusy(false);
    }
  };
  if (outcome === 'code') return <SignOnCode onDone={onDone} onBack={() => setOutcome('')} />;
  if (forgot) return <ForgotPassword login={login} onBack={() => setForgot(false)} />;
  if (codeAsked) {
    const back = () => {
      setCodeAsked(false);
      setFailure('');
    };
    return <CodeForm hint={t.signIn.codeHint} failure={failure} busy={busy} onCode={(code) => void submit(code)} onBack={back} />;
  }
  const providers = ways.data?.providers ?? [];
  if (providers.length > 0 && !ways.data?.password_for_all && !byPassword)
    return (
      <div className={classes.form}>
        <SignOnFailure word={outcome} />
        <ProviderButtons providers={providers} />
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setByPassword(true)}>
          {t.signOn.byPassword}
        </Button>
      </div>
    );
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {!failure && <SignOnFailure word={outcome} />}
      <ProviderButtons providers={providers} />
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
      {ways.data?.reset && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setForgot(true)}>
          {t.signIn.forgot}
        </Button>
      )}
    </form>
  );
}
