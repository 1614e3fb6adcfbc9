// A mapping by hand: each pointer as text, the words of states and severities, and the names of single texts.
import { Button, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Severity } from '../api/alerts';
import { same } from '../lib/conflict';
import { places, textMembers, type Mapping, type TextMember } from './mapping';
import { severities } from './sections';
import { useAlertWords } from './words';
import classes from './mapping.module.css';

interface Props {
  mapping: Mapping;
  problems: Record<string, string>;
  onChange(mapping: Mapping): void;
}
export function MappingFields({ mapping, problems, onChange }: Props) {
  const w = useAlertWords().mapping;
  const set = (name: keyof Mapping, value: unknown) => onChange({ ...mapping, [name]: value } as Mapping);
  return (
    <details className={classes.byHand} open={Object.keys(problems).length > 0 || undefined}>
      <summary>{w.pointers}</summary>
      <p className="dim">{w.pointersHelp}</p>
      <div className={classes.fields}>
        {(['items', ...places] as const).map((name) => (
          <TextInput
            key={name}
            label={w.use[name]}
            placeholder={name === 'items' ? '/' : `/${name}`}
            spellCheck={false}
            autoCapitalize="none"
            classNames={{ input: classes.code }}
            value={mapping[name] ?? ''}
            error={problems[name]}
            onChange={(event) => set(name, event.currentTarget.value)}
          />
        ))}
      </div>
      <TagsInput
        label={w.resolved}
        description={w.resolvedHelp}
        error={problems.resolved}
        value={mapping.resolved ?? []}
        onChange={(words) => set('resolved', words)}
        acceptValueOnBlur
      />
      <SeverityWords mapping={mapping} problem={problems.severities} onChange={(words) => set('severities', words)} />
      {textMembers.map((member) => (
        <NamedTexts
          key={member}
          member={member}
          mapping={mapping}
          problem={problems[member]}
          onChange={(texts) => set(member, texts)}
        />
      ))}
    </details>
  );
}

/** Names and values as lines that stay where they are: an object puts names that are numbers first, also while one is being typed. */
function useRows<T>(outside: Record<string, T>, onChange: (all: Record<string, T>) => void) {
  const [rows, setRows] = useState(() => Object.entries(outside));
  // Taken back, or pressed in the example.
  if (!same(Object.fromEntries(rows), outside)) setRows(Object.entries(outside));
  const change = (next: [string, T][]) => {
    setRows(next);
    onChange(Object.fromEntries(next));
  };
  return {
    rows,
    put: (at: number, name: string, value: T) => change(rows.map((row, i) => (i === at ? [name, value] : row))),
    remove: (at: number) => change(rows.filter((_, i) => i !== at)),
    add: (value: T) => change([...rows, ['', value]]),
    full: rows.some(([name]) => name === ''),
  };
}

interface WordsProps {
  mapping: Mapping;
  problem?: string;
  onChange(words: Record<string, Severity>): void;
}
function SeverityWords({ mapping, problem, onChange }: WordsProps) {
  const all = useAlertWords();
  const w = all.mapping;
  const words = useRows(mapping.severities ?? {}, onChange);
  return (
    <fieldset className={classes.rows}>
      <legend>{w.severities}</legend>
      <p className="dim">{w.severitiesHelp}</p>
      {problem && <p role="alert">{problem}</p>}
      {words.rows.map(([word, severity], i) => (
        <div key={i} className={classes.row}>
          <TextInput
            aria-label={w.word}
            placeholder={w.word}
            value={word}
            onChange={(event) => words.put(i, event.currentTarget.value, severity)}
          />
          <NativeSelect
            aria-label={`${w.use.severity}: ${word}`}
            value={severity}
            data={severities.map((value) => ({ value, label: all.severity[value] }))}
            onChange={(event) => words.put(i, word, event.currentTarget.value as Severity)}
          />
          <Button size="compact-xs" variant="default" aria-label={w.remove(word)} onClick={() => words.remove(i)}>
            ×
          </Button>
        </div>
      ))}
      <Button size="compact-xs" variant="default" disabled={words.full} onClick={() => words.add('critical')}>
        {w.addWord}
      </Button>
    </fieldset>
  );
}

interface TextsProps {
  member: TextMember;
  mapping: Mapping;
  problem?: string;
  onChange(texts: Mapping[TextMember]): void;
}
function NamedTexts({ member, mapping, problem, onChange }: TextsProps) {
  const w = useAlertWords().mapping;
  const texts = mapping[member];
  const named = useRows(typeof texts === 'object' ? texts : {}, (all) => onChange(Object.keys(all).length > 0 ? all : undefined));
  return (
    <fieldset className={classes.rows}>
      <legend>{w.names[member]}</legend>
      {problem && <p role="alert">{problem}</p>}
      {typeof texts !== 'object' && (
        <TextInput
          aria-label={w.wholeUse[member]}
          placeholder={`/${member}`}
          spellCheck={false}
          autoCapitalize="none"
          classNames={{ input: classes.code }}
          value={texts ?? ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {named.rows.map(([name, pointer], i) => (
        <div key={i} className={classes.row}>
          <TextInput
            aria-label={w.name}
            placeholder={w.name}
            value={name}
            onChange={(event) => named.put(i, event.currentTarget.value, pointer)}
          />
          <TextInput
            aria-label={`${w.pointer}: ${name}`}
            placeholder="/"
            spellCheck={false}
            autoCapitalize="none"
            classNames={{ input: classes.code }}
            value={pointer}
            onChange={(event) => named.put(i, name, event.currentTarget.value)}
          />
          <Button size="compact-xs" variant="default" aria-label={w.remove(name)} onClick={() => named.remove(i)}>
            ×
          </Button>
        </div>
      ))}
      <Button size="compact-xs" variant="default" disabled={named.full} onClick={() => named.add('')}>
        {w.addText[member]}
      </Button>
    </fieldset>
  );
}
