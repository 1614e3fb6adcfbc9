// The first page of a new installation: the code that the server printed, the organisation and the first administrator.
import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, call } from '../api/client';
import { ApiError } from '../api/problem';
import { sessionKey } from '../api/session';
import { useSpoken } from '../i18n';
import { LanguageLinks } from '../ui/language_links';
import { Mark } from '../ui/icons';
import { sayError } from '../ui/say_error';
import classes from './outside.module.css';

/** The server's own least length, said before it is asked. */
const passwordLeast = 12;
const blank = { code: '', organisation: '', name: '', login: '', mail: '', password: '' };
type FieldName = keyof typeof blank;

export function SetupPage() {
  const { t, language } = useSpoken();
  const client = useQueryClient();
  const [values, setValues] = useState(blank);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);

  const bind = (name: FieldName) => ({
    value: values[name],
    error: errors[name],
    required: true,
    withAsterisk: false,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((old) => ({ ...old, [name]: value }));
      setErrors((old) => ({ ...old, [name]: '' }));
    },
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (Array.from(values.password).length < passwordLeast) return setErrors({ password: t.setup.tooShort });
    setBusy(true);
    setFailure('');
    try {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      client.setQueryData(sessionKey, await call(api.POST('/api/v1/setup', { body: { ...values, zone: timeZone, language } })));
    } catch (error) {
      const found = error instanceof ApiError ? error.byField() : {};
      const known = Object.keys(found).filter((field) => field in blank);
      setErrors(found);
      setFailure(known.length > 0 ? '' : sayError(t, error));
      setBusy(false);
    }
  };
  return (
    <main className={classes.page}>
      <div className={classes.card} data-wide>
        <h1 className={classes.brand}>
          <Mark /> {t.setup.title}
        </h1>
        <p className="dim">{t.setup.intro}</p>
        <form onSubmit={(event) => void submit(event)} className={classes.form}>
          {failure && (
            <Alert role="alert" color="gray" variant="outline" className={classes.alert}>
              {failure}
            </Alert>
          )}
          <TextInput
            label={t.setup.code}
            description={t.setup.codeHelp}
            autoComplete="off"
            spellCheck={false}
            autoFocus
            {...bind('code')}
          />
          <TextInput label={t.setup.organisation} autoComplete="organization" {...bind('organisation')} />
          <TextInput label={t.setup.name} autoComplete="name" {...bind('name')} />
          <div className={classes.pair}>
            <TextInput
              label={t.setup.login}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              {...bind('login')}
            />
            <TextInput label={t.setup.mail} type="email" autoComplete="email" {...bind('mail')} />
          </div>
          <PasswordInput
            label={t.setup.password}
            description={t.setup.passwordHelp}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': t.setup.password, tabIndex: -1 }}
            {...bind('password')}
          />
          <Button type="submit" loading={busy} fullWidth>
            {t.setup.submit}
          </Button>
        </form>
      </div>
      <LanguageLinks />
    </main>
  );
}
