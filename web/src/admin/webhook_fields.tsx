// Which changes a webhook hears of, and what of the incident it gets.
import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { kindsOptions } from '../api/kinds';
import { useOffice } from '../i18n/office';
import { useWebhookWords } from '../webhooks/words';
import type { SpecialProps } from './special';

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

interface ChoiceProps extends SpecialProps {
  data: { value: string; label: string }[];
  /** What an empty one means. */
  empty: string;
}
function Several({ label, error, values, field, set, data, empty }: ChoiceProps) {
  const value = texts(values[field.name]);
  const placeholder = value.length === 0 ? empty : undefined;
  return <MultiSelect {...{ label, error, data, value, placeholder }} onChange={set} searchable hidePickedOptions />;
}

export function Happenings(props: SpecialProps) {
  const w = useWebhookWords();
  const data = Object.entries(w.happenings).map(([value, label]) => ({ value, label }));
  return <Several {...props} data={data} empty={w.allButNotes} />;
}

export function IncidentFields(props: SpecialProps) {
  const t = useOffice();
  const w = useWebhookWords();
  const kinds = useQuery(kindsOptions).data ?? [];
  const fields = kinds.find(({ kind }) => kind === 'incident')?.fields ?? [];
  const data = fields.map(({ name, label }) => ({ value: name, label: t.admin.labels[label] ?? label }));
  return <Several {...props} data={data} empty={w.allFields} />;
}
