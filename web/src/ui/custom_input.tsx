// A field that the organisation made itself, asked for in the way of its type.
import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import type { CustomField } from '../api/types';
import { useT } from '../i18n';
import { InstantInput } from './pickers';

interface Props {
  field: CustomField;
  value: unknown;
  error?: string;
  onChange(value: unknown): void;
}

/** Those that are asked for an incident of this category. */
export function askedFor(fields: CustomField[], category: string | null | undefined): CustomField[] {
  return fields.filter((field) => !field.category || field.category === category);
}

export function CustomInput({ field, value, error, onChange }: Props) {
  const t = useT();
  const name = field.label || field.name;
  const label = field.required || field.type === 'boolean' ? name : `${name} (${t.optional})`;
  const common = { label, description: field.help || undefined, error };
  const text = typeof value === 'string' ? value : '';
  switch (field.type) {
    case 'boolean':
      return <Checkbox {...common} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
    case 'integer':
    case 'real':
      return (
        <NumberInput
          {...common}
          allowDecimal={field.type === 'real'}
          hideControls
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(next === '' ? null : Number(next))}
        />
      );
    case 'time':
      return <InstantInput {...common} value={text || null} onChange={onChange} />;
    case 'choice':
      return <Select {...common} clearable data={field.choices ?? []} value={text || null} onChange={onChange} />;
    default:
      return <TextInput {...common} value={text} onChange={(event) => onChange(event.currentTarget.value || null)} />;
  }
}
