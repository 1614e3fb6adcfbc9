// A change of the log in words: what kind it was, and each fact before and after.
import { useQuery } from '@tanstack/react-query';
import { kindsOptions } from '../api/kinds';
import type { AuditChange } from '../api/oversight';
import { useNames } from '../api/names';
import { useFormat } from '../i18n';
import { useOffice, type OfficeMessages } from '../i18n/office';
import { useSay } from '../incident/say_value';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
/** Letters of a value that one line shows. */
const valueMost = 160;

/** "resolved it", or the server's own word for kinds that have no sentence. */
export function changeSentence(t: OfficeMessages, row: AuditChange): string {
  const act = row.kind.replace(/^[a-z_]+\./, '');
  if (row.kind.startsWith('incident.') && t.what[act]) return t.what[act];
  return t.admin.audit.acts[act] ?? row.kind;
}

export function useSayFact(): (kind: string, field: string, before: unknown, after: unknown) => string {
  const t = useOffice();
  const format = useFormat();
  const sayIncident = useSay();
  const nameOf = useNames();
  const kinds = useQuery(kindsOptions);
  const plain = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return t.none;
    if (typeof value === 'boolean') return value ? t.yes : t.no;
    if (Array.isArray(value)) return value.length === 0 ? t.none : value.map(plain).join(', ');
    if (typeof value === 'object') return JSON.stringify(value);
    const text = String(value);
    return instant.test(text) ? format.brief(text) : nameOf(text);
  };
  return (kind, field, before, after) => {
    const said = (value: unknown) => {
      const text = kind === 'incident' ? sayIncident(field, value) : plain(value);
      return text.length > valueMost ? `${text.slice(0, valueMost)}…` : text;
    };
    const described = kinds.data?.find((one) => one.kind === kind)?.fields.find(({ name }) => name === field)?.label;
    const label = kind === 'incident' ? (t.field[field] ?? field) : described ? (t.admin.labels[described] ?? described) : field;
    const [was, is] = [said(before), said(after)];
    if (was === is) return '';
    if (was === t.none) return t.story.set(label, is);
    if (is === t.none) return t.story.removed(label, was);
    return t.story.changed(label, was, is);
  };
}
