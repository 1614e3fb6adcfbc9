// The input that fits a described field.
import { Checkbox, JsonInput, MultiSelect, NumberInput, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { fetchRecords, type Kind, type KindField } from '../api/kinds';
import { useNames } from '../api/names';
import { useSession } from '../api/session';
import type { Id } from '../api/types';
import { useSpoken } from '../i18n';
import { useOffice } from '../i18n/office';
import { InstantInput, RecordPicker } from '../ui/pickers';
import { RecordsPicker } from '../ui/people_picker';
import { mayGive } from './places';
import { sayName } from './special';

/** Texts that may be longer than this get room for several lines. */
const oneLineMost = 300;
const languages = ['en', 'de'];

interface Props {
  field: KindField;
  kinds: Kind[];
  value: unknown;
  error?: string;
  onChange(value: unknown): void;
}

/** What a field is called, and whether it may stay empty. */
export function useLabel(field: KindField): string {
  const t = useOffice();
  const name = t.admin.labels[field.label] ?? field.label;
  return field.required || field.type === 'boolean' ? name : `${name} (${t.optional})`;
}

export function FieldInput({ field, kinds, value, error, onChange }: Props) {
  const t = useOffice();
  const { language } = useSpoken();
  const nameOf = useNames();
  const { may } = useSession();
  const label = useLabel(field);
  // The server describes in English; another language shows only what is translated.
  const description = language === 'en' ? field.help || undefined : undefined;
  const common = { label, description, error: error || undefined };
  const text = typeof value === 'string' ? value : '';
  const choices = (field.names ?? []).map((name) => ({ value: name, label: sayName(t, name) }));
  const find = async (q: string) => {
    const path = kinds.find(({ kind }) => kind === field.ref)?.path ?? 'people';
    const page = await fetchRecords(path, q, null, 20);
    return page.items.map((record) => ({ id: record.id, label: String(record.name ?? nameOf(record.id)), hint: '' }));
  };
  if (field.name === 'roles') {
    const held = (value as string[] | null) ?? [];
    const given = Object.entries(t.admin.roles).filter(([name]) => mayGive(may, name) || held.includes(name));
    const data = given.map(([name, said]) => ({ value: name, label: said }));
    return <MultiSelect {...common} data={data} value={held} onChange={onChange} searchable />;
  }
  if (field.name === 'language')
    return <Select {...common} data={languages} value={text || null} onChange={onChange} clearable />;
  switch (field.type) {
    case 'boolean':
      return (
        <Checkbox
          label={label}
          description={description}
          error={error || undefined}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'integer':
    case 'real':
      return (
        <NumberInput
          {...common}
          value={(value as number | null) ?? ''}
          onChange={(next) => onChange(next === '' ? null : Number(next))}
          allowDecimal={field.type === 'real'}
          hideControls
        />
      );
    case 'time':
      return <InstantInput {...common} value={text || null} onChange={onChange} />;
    case 'enumeration':
      return <Select {...common} data={choices} value={text || null} onChange={onChange} allowDeselect={!field.required} />;
    case 'id':
      return (
        <RecordPicker {...common} kind={field.ref ?? ''} find={find} value={(value as Id | null) ?? null} onChange={onChange} />
      );
    case 'id_list':
      return (
        <RecordsPicker {...common} kind={field.ref ?? ''} find={find} value={(value as Id[] | null) ?? []} onChange={onChange} />
      );
    case 'text_list':
      return <TagsInput {...common} value={(value as string[] | null) ?? []} onChange={onChange} acceptValueOnBlur />;
    case 'object':
      return <ObjectInput {...common} value={value} onChange={onChange} />;
    default:
      break;
  }
  if (field.names && field.names.length > 0)
    return <Select {...common} data={choices} value={text || null} onChange={onChange} clearable={!field.required} />;
  if (field.markdown || (field.max ?? 0) > oneLineMost)
    return (
      <Textarea
        {...common}
        autosize
        minRows={2}
        maxRows={10}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <TextInput
      {...common}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
      type={field.name === 'mail' ? 'email' : 'text'}
      autoComplete="off"
    />
  );
}

/** An object is typed as JSON; what is no JSON yet stays on the screen and is not handed on. */
function ObjectInput({
  value,
  onChange,
  ...common
}: {
  label: string;
  description?: string;
  error?: string;
  value: unknown;
  onChange(value: unknown): void;
}) {
  const [text, setText] = useState(() => (value ? JSON.stringify(value, null, 2) : ''));
  const change = (next: string) => {
    setText(next);
    try {
      onChange(next.trim() === '' ? null : JSON.parse(next));
    } catch {
      /* still being typed */
    }
  };
  return <JsonInput {...common} autosize minRows={3} formatOnBlur validationError="JSON" value={text} onChange={change} />;
}
