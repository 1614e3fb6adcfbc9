// A one-time code: where it is typed, and the form that asks for it before somebody is in.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../i18n';
import classes from './outside.module.css';

interface CodeInputProps {
  label: string;
  value: string;
  error: string;
  onChange(code: string): void;
}
export function CodeInput({ label, value, error, onChange }: CodeInputProps) {
  return (
    <TextInput
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error || undefined}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      autoFocus
      maxLength={40}
    />
  );
}

/** As the server wants it, however an app or a sheet of paper writes it. */
export const bareCode = (code: string) => code.replace(/\s/g, '');

interface CodeFormProps {
  hint: string;
  failure: string;
  busy: boolean;
  onCode(code: string): void;
  onBack(): void;
}
export function CodeForm({ hint, failure, busy, onCode, onBack }: CodeFormProps) {
  const t = useT();
  const [code, setCode] = useState('');
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        onCode(bareCode(code));
      }}
    >
      <p>{hint}</p>
      <CodeInput label={t.account.code} value={code} onChange={setCode} error={failure} />
      <Button type="submit" loading={busy} disabled={code.trim() === ''} fullWidth>
        {t.signIn.submit}
      </Button>
      <Button variant="subtle" color="gray" onClick={onBack}>
        {t.signIn.back}
      </Button>
    </form>
  );
}
