// A condition as rows of field, comparison and value, and as the text that it is, both in step: whoever knows the language types it.
import { ActionIcon, Autocomplete, Button, NativeSelect, SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { catalogueOptions } from '../../api/incidents';
import { kindsOptions, type KindField } from '../../api/kinds';
import type { Catalogue } from '../../api/types';
import { useOffice, type OfficeMessages } from '../../i18n/office';
import { rowsOf, textOfRows, type Rows, type Term } from '../../lib/rule';
import { CloseIcon } from '../../ui/icons';
import { sayName, type SpecialProps } from '../special';
import { useWords } from './words';
import classes from './automation.module.css';

type Values = (catalogue: Catalogue) => string[];
interface Field {
  name: string;
  operators: string[];
  values?: Values;
}
const named = (rows: { name: string }[] | undefined) => [...new Set((rows ?? []).map(({ name }) => name))];
/** Names of what a field refers to, as far as every form has them. */
const referred: Record<string, Values> = {
  service: ({ services }) => named(services),
  team: ({ teams }) => named(teams),
  category: ({ categories }) => named(categories.filter(({ parent }) => !parent)),
  subcategory: ({ categories }) => named(categories.filter(({ parent }) => parent)),
  location: ({ locations }) => named(locations),
  organisation: ({ organisations }) => named(organisations),
};
const ofIncident: Record<string, Values> = {
  impact: ({ matrix }) => matrix?.impacts ?? [],
  urgency: ({ matrix }) => matrix?.urgencies ?? [],
  tags: ({ tags }) => named(tags),
  priority: () => ['1', '2', '3', '4'],
};
const presence = ['is absent', 'is present'];

/** What a rule can ask: facts of the incident and of the catalogue, never who looks or what time it is. */
function fieldOf({ name, type, names, ref }: KindField): Field | null {
  const values = ofIncident[name];
  if (names && names.length > 0) return { name, operators: ['=', '!=', 'in', 'not in', ...presence], values: () => [...names] };
  if (ref === 'person' || ref === 'ci') return { name, operators: presence };
  if (ref && referred[name]) return { name: `${name}.name`, operators: ['=', '!=', 'in', ...presence], values: referred[name] };
  if (type === 'boolean') return { name, operators: ['='], values: () => ['true', 'false'] };
  if (type === 'integer') return { name, operators: ['=', '<=', '>=', '!='], values };
  if (type === 'text_list') return { name, operators: ['has', ...presence], values };
  if (type === 'text') return { name, operators: values ? ['=', '!=', 'in'] : ['contains', 'starts', '=', ...presence], values };
  return null;
}
const kept = ['due_for', 'due_paused', 'breached', 'escalated', 'number', 'missing'];
function useFields(): Field[] {
  const kinds = useQuery(kindsOptions).data;
  const described = kinds?.find(({ kind }) => kind === 'incident')?.fields ?? [];
  return described.flatMap((field) => (kept.includes(field.name) ? [] : (fieldOf(field) ?? [])));
}
const unknown = ['=', '!=', '<=', '>=', 'contains', ...presence];
const operatorsOf = (fields: Field[], name: string): string[] => fields.find((one) => one.name === name)?.operators ?? unknown;

export function sayPath(t: OfficeMessages, name: string): string {
  return t.field[name.replace(/\.name$/, '')] ?? name;
}

export function ConditionInput({ field, label, error, values, set }: SpecialProps) {
  const w = useWords();
  const catalogue = useQuery(catalogueOptions).data;
  const fields = useFields();
  const text = typeof values[field.name] === 'string' ? (values[field.name] as string) : '';
  // Rows that are not complete stand here alone, until they say something.
  const [draft, setDraft] = useState<{ rows: Rows; of: string } | null>(null);
  const rows = draft?.of === text ? draft.rows : rowsOf(text);
  const change = (next: Rows) => {
    const complete_ = next.terms.filter(
      ({ field: name, op, value }) => name !== '' && (op.startsWith('is ') || value.trim() !== ''),
    );
    const said = textOfRows({ ...next, terms: complete_ });
    setDraft({ rows: next, of: said });
    set(said);
  };
  const put = (at: number, term: Term) => rows && change({ ...rows, terms: rows.terms.map((old, i) => (i === at ? term : old)) });
  return (
    <fieldset className={classes.part}>
      <legend>{label}</legend>
      {rows ? (
        <>
          {rows.terms.length === 0 && <p className="dim">{w.always}</p>}
          {rows.terms.length > 1 && (
            <SegmentedControl
              size="xs"
              aria-label={w.joined}
              data={[
                { value: 'and', label: w.and },
                { value: 'or', label: w.or },
              ]}
              value={rows.join}
              onChange={(join) => change({ ...rows, join: join === 'or' ? 'or' : 'and' })}
            />
          )}
          <ul className={classes.rows}>
            {rows.terms.map((term, i) => (
              <TermRow
                key={i}
                term={term}
                catalogue={catalogue}
                fields={fields}
                set={(next) => put(i, next)}
                remove={() => change({ ...rows, terms: rows.terms.filter((_, at) => at !== i) })}
                removeLabel={w.removeRow(i + 1)}
              />
            ))}
          </ul>
          <div>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => change({ ...rows, terms: [...rows.terms, { field: '', op: '=', value: '' }] })}
            >
              {w.addTerm}
            </Button>
          </div>
        </>
      ) : (
        <p className="dim">{w.notRows}</p>
      )}
      <TextForm label={`${label}: ${w.asText}`} value={text} error={error} fields={fields} set={set} />
    </fieldset>
  );
}

interface TermProps {
  term: Term;
  fields: Field[];
  catalogue: Catalogue | undefined;
  set(term: Term): void;
  remove(): void;
  removeLabel: string;
}
function TermRow({ term, fields, catalogue, set, remove, removeLabel }: TermProps) {
  const t = useOffice();
  const w = useWords();
  const names = fields.map(({ name }) => name);
  const said = names.includes(term.field) || term.field === '' ? names : [...names, term.field];
  const possible = operatorsOf(fields, term.field);
  const operators = possible.includes(term.op) ? possible : [...possible, term.op];
  const choices = catalogue ? (fields.find(({ name }) => name === term.field)?.values?.(catalogue) ?? []) : [];
  return (
    <li className={classes.term}>
      <Select
        size="xs"
        aria-label={w.field}
        searchable
        data={said.map((value) => ({ value, label: sayPath(t, value) }))}
        value={term.field || null}
        onChange={(name) => name && set({ field: name, op: operatorsOf(fields, name)[0] ?? '=', value: '' })}
        nothingFoundMessage={t.palette.nothing}
      />
      <NativeSelect
        size="xs"
        aria-label={w.operator}
        data={operators.map((value) => ({ value, label: w.operators[value] ?? value }))}
        value={term.op}
        onChange={(event) => set({ ...term, op: event.currentTarget.value })}
      />
      {term.op.startsWith('is ') ? (
        <span />
      ) : (
        <Autocomplete
          size="xs"
          aria-label={w.value}
          data={[...new Set(choices)]}
          renderOption={({ option }) => sayName(t, option.value)}
          value={term.value}
          onChange={(value) => set({ ...term, value })}
        />
      )}
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={removeLabel} onClick={remove}>
        <CloseIcon size={14} />
      </ActionIcon>
    </li>
  );
}

interface TextProps {
  label: string;
  value: string;
  error?: string;
  fields: Field[];
  set(value: string): void;
}
/** The condition itself, with what can stand next. */
function TextForm({ label, value, error, fields, set }: TextProps) {
  const begun = /(?:^|[(\s])([a-z_][\w.]*)$/.exec(value)?.[1] ?? '';
  const before = value.slice(0, value.length - begun.length);
  const words = [...fields.map(({ name }) => name), 'and', 'or', 'not'];
  const quotes = (before.match(/"/g) ?? []).length % 2 === 1;
  const fitting = begun === '' || quotes ? [] : words.filter((word) => word.startsWith(begun) && word !== begun);
  const options = [...new Set(fitting.map((word) => `${before}${word} `))];
  return (
    <Autocomplete
      size="xs"
      label={label}
      className={classes.mono}
      spellCheck={false}
      data={options}
      filter={({ options: all }) => all}
      value={value}
      error={error}
      onChange={set}
    />
  );
}
