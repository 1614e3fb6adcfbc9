// A field of one's own: its name follows from what people read, choices stand one a line, and one sees how it will look.
import { Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CustomField } from '../api/types';
import { useOffice } from '../i18n/office';
import { CustomInput } from '../ui/custom_input';
import { sayName, type SpecialProps } from './special';
import classes from './periods.module.css';

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const letters: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };
const nameMost = 40;

/** "Floor (new)" -> "floor_new": what the server takes as a name. */
export function nameFrom(label: string): string {
  return label
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, nameMost);
}

export function LabelInput({ label, error, values, field, set, setOther, fresh }: SpecialProps) {
  const value = text(values[field.name]);
  const change = (next: string) => {
    if (fresh && text(values.name) === nameFrom(value)) setOther('name', nameFrom(next));
    set(next);
  };
  return (
    <TextInput
      label={label}
      error={error}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
      autoComplete="off"
    />
  );
}

export function NameInput({ label, error, values, field, set, fresh }: SpecialProps) {
  const t = useOffice();
  return (
    <TextInput
      label={label}
      error={error}
      description={t.admin.fields.nameHint}
      readOnly={!fresh}
      value={text(values[field.name])}
      onChange={(event) => set(event.currentTarget.value)}
      autoComplete="off"
    />
  );
}

export function TypeInput({ label, error, values, field, set, fresh }: SpecialProps) {
  const t = useOffice();
  const data = (field.names ?? []).map((value) => ({ value, label: sayName(t, value) }));
  return (
    <Select
      label={label}
      error={error}
      data={data}
      value={text(values[field.name]) || null}
      onChange={set}
      allowDeselect={false}
      readOnly={!fresh}
    />
  );
}

/** Kept as it is typed; empty lines are no choices. */
export function ChoicesInput({ error, values, field, set }: SpecialProps) {
  const t = useOffice();
  const value = values[field.name];
  const [typed, setTyped] = useState(() => (Array.isArray(value) ? value.join('\n') : ''));
  const change = (next: string) => {
    setTyped(next);
    set(
      next
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    );
  };
  return (
    <Textarea
      label={t.admin.fields.choices}
      description={t.admin.fields.choicesHint}
      error={error}
      autosize
      minRows={3}
      maxRows={12}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

/** Below the form: the field as an analyst will meet it. */
export function CustomFoot({ values }: { values: Record<string, unknown> }) {
  const t = useOffice();
  const [value, setValue] = useState<unknown>(null);
  if (!text(values.label)) return null;
  const field = {
    name: 'preview',
    label: text(values.label),
    help: text(values.help),
    type: text(values.type) || 'text',
    choices: Array.isArray(values.choices) ? values.choices : [],
    required: values.required === true,
  } as unknown as CustomField;
  return (
    <div className={classes.foot}>
      <p className={classes.footTitle}>{t.admin.fields.preview}</p>
      <CustomInput key={field.type} field={field} value={value} onChange={setValue} />
    </div>
  );
}
