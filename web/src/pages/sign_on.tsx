// Signing in at a provider of the organisation: a button for each, what came of it when the browser is back, and the code of the
// person's own second factor when it is asked for.
import { Alert, Button, Divider } from '@mantine/core';
import { useState } from 'react';
import { api, call } from '../api/client';
import { ApiError, isStatus } from '../api/problem';
import type { components } from '../api/schema';
import type { Session } from '../api/types';
import { useT } from '../i18n';
import { sayError } from '../ui/say_error';
import { CodeForm } from './code_form';
import classes from './outside.module.css';

type Provider = components['schemas']['SignInWays']['providers'][number];

const parameter = 'sign_on';

/** What the address says of the last attempt; it is taken once, also when the page is drawn twice. */
let taken: string | null = null;
export function takeSignOnOutcome(): string {
  const search = new URLSearchParams(location.search);
  const word = search.get(parameter);
  if (word !== null) {
    taken = word;
    search.delete(parameter);
    const rest = search.toString();
    history.replaceState(null, '', location.pathname + (rest && `?${rest}`) + location.hash);
  }
  return taken ?? '';
}

export function ProviderButtons({ providers }: { providers: Provider[] }) {
  const t = useT();
  if (providers.length === 0) return null;
  const to = encodeURIComponent(location.pathname + location.search);
  return (
    <>
      {providers.map(({ name, label }) => (
        <Button key={name} component="a" href={`/api/v1/session/sign-on/${name}?to=${to}`} variant="default" fullWidth>
          {t.signOn.with(label)}
        </Button>
      ))}
      <Divider />
    </>
  );
}

/** Why nobody is signed in after the way to a provider and back. */
export function SignOnFailure({ word }: { word: string }) {
  const t = useT();
  const known: Record<string, string> = t.signOn.failed;
  if (word === '' || word === 'code') return null;
  return (
    <Alert role="alert" color="gray" variant="outline" className={classes.alert}>
      {known[word] ?? t.signOn.failed.untrusted}
    </Alert>
  );
}

export function SignOnCode({ onDone, onBack }: { onDone: (session: Session) => void; onBack: () => void }) {
  const t = useT();
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const prove = async (code: string) => {
    setBusy(true);
    setFailure('');
    try {
      onDone(await call(api.POST('/api/v1/session/sign-on/code', { body: { code } })));
    } catch (error) {
      const ended = error instanceof ApiError && error.code === 'sign_on.expired';
      setFailure(ended ? t.signOn.failed.expired : isStatus(error, 401) ? t.account.codeWrong : sayError(t, error));
      setBusy(false);
    }
  };
  return <CodeForm hint={t.signOn.codeHint} failure={failure} busy={busy} onCode={(code) => void prove(code)} onBack={onBack} />;
}
