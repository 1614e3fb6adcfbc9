// Column by column: what stands in it, which field of an incident it is, and which of their words is which of ours.
import { Button, MultiSelect, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { catalogueOptions } from '../../api/incidents';
import type { Column, Columns } from '../../api/imports';
import { useOffice, type OfficeMessages } from '../../i18n/office';
import { composed, rowTargets, setTargets, setWord, targetsOf, valuesOf, type Mapping } from './mapping';
import classes from './intake.module.css';

const states = ['new', 'in_progress', 'on_hold caller', 'on_hold supplier', 'on_hold change', 'on_hold problem', 'on_hold other'];
const ends = ['resolved', 'closed', 'cancelled'];
const channels = ['phone', 'portal', 'mail', 'chat', 'walk_in', 'monitoring', 'api', 'import'];
const priorities = ['1', '2', '3', '4', '5'];

/** Ours, for the fields that are closed lists. */
function useOurWords(): Record<string, string[]> {
  const matrix = useQuery(catalogueOptions).data?.matrix;
  return {
    state: [...states, ...ends],
    impact: matrix?.impacts ?? [],
    urgency: matrix?.urgencies ?? [],
    channel: channels,
    priority: priorities,
  };
}
function sayWord(t: OfficeMessages, field: string, word: string): string {
  if (field === 'state') {
    const [state = '', kind] = word.split(' ');
    return kind ? t.holdKind[kind as keyof typeof t.holdKind] : (t.state[state as keyof typeof t.state] ?? word);
  }
  if (field === 'channel') return t.channel[word as keyof typeof t.channel] ?? word;
  if (field === 'priority') return t.priority(Number(word));
  return t.level[word] ?? word;
}

interface Props {
  columns: Columns;
  mapping: Mapping;
  /** Names of all fields that an import can set. */
  fields: string[];
  onChange(mapping: Mapping): void;
}
export function ColumnTable({ columns, mapping, fields, onChange }: Props) {
  const t = useOffice();
  const w = t.admin.intake;
  const said = t.field as Record<string, string>;
  const options = [
    { group: w.theRow, items: rowTargets.map((name) => ({ value: `row.${name}`, label: w.rowTargets[name] })) },
    { group: w.theIncident, items: fields.map((name) => ({ value: name, label: said[name] ?? name.replaceAll('_', ' ') })) },
  ];
  const made = composed(mapping);
  return (
    <>
      <div className={classes.scroller} tabIndex={0} role="group" aria-label={w.columns}>
        <table className={classes.columns}>
          <thead>
            <tr>
              <th scope="col">{w.column}</th>
              <th scope="col">{w.examples}</th>
              <th scope="col">{w.means}</th>
            </tr>
          </thead>
          <tbody>
            {columns.columns.map((column) => (
              <Row key={column.name} column={column} mapping={mapping} options={options} onChange={onChange} />
            ))}
          </tbody>
        </table>
      </div>
      {made.map(({ field, text }) => (
        <p key={field} className="dim">
          {w.composed(said[field] ?? field, text)}
        </p>
      ))}
    </>
  );
}

interface RowProps {
  column: Column;
  mapping: Mapping;
  options: { group: string; items: { value: string; label: string }[] }[];
  onChange(mapping: Mapping): void;
}
function Row({ column, mapping, options, onChange }: RowProps) {
  const t = useOffice();
  const w = t.admin.intake;
  const ours = useOurWords();
  const targets = targetsOf(mapping, column.name);
  const own = `custom.${
    column.name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^[_0-9]+|_+$/g, '') || 'column'
  }`;
  const kept = targets.filter((target) => target.startsWith('custom.'));
  const data = [
    ...options,
    {
      group: w.asItIs,
      items: [...new Set([...kept, own])].map((value) => ({ value, label: w.keep(value.slice('custom.'.length)) })),
    },
  ];
  const listed = targets.filter((target) => (ours[target]?.length ?? 0) > 0);
  return (
    <tr data-unused={targets.length === 0 || undefined}>
      <th scope="row">{column.name}</th>
      <td className={classes.examples}>
        {column.filled === 0 ? <span className="dim">{w.emptyColumn}</span> : column.examples.join(' · ')}
      </td>
      <td>
        <MultiSelect
          size="xs"
          aria-label={w.meansOf(column.name)}
          placeholder={targets.length === 0 ? w.notTaken : undefined}
          data={data}
          value={targets}
          onChange={(next) => onChange(setTargets(mapping, column.name, next))}
          searchable
          clearable
        />
        {column.closed &&
          listed.map((field) => (
            <Words
              key={field}
              field={field}
              words={column.words}
              ours={ours[field] ?? []}
              mapping={mapping}
              onChange={onChange}
            />
          ))}
      </td>
    </tr>
  );
}

interface WordsProps {
  field: string;
  words: Column['words'];
  ours: string[];
  mapping: Mapping;
  onChange(mapping: Mapping): void;
}
function Words({ field, words, ours, mapping, onChange }: WordsProps) {
  const t = useOffice();
  const w = t.admin.intake;
  const values = valuesOf(mapping, field);
  const unknown = words.filter(({ word }) => !values[word] && !ours.includes(word));
  const [opened, setOpened] = useState(unknown.length > 0);
  return (
    <div className={classes.words}>
      <Button size="compact-xs" variant="subtle" color="gray" aria-expanded={opened} onClick={() => setOpened(!opened)}>
        {unknown.length > 0 ? w.unknownWords(unknown.length) : w.knownWords(words.length)}
      </Button>
      {opened &&
        words.map(({ word, count }) => (
          <div key={word} className={classes.word}>
            <span title={word}>
              {word} <span className="dim">{count}×</span>
            </span>
            <Select
              size="xs"
              aria-label={w.wordMeans(word)}
              placeholder={w.wordUnknown}
              clearable
              data={ours.map((value) => ({ value, label: sayWord(t, field, value) }))}
              value={values[word] ?? (ours.includes(word) && Object.keys(values).length === 0 ? word : null)}
              onChange={(value) => onChange(setWord(mapping, field, word, value))}
            />
          </div>
        ))}
    </div>
  );
}
