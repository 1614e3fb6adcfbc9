// The deeds of a rule as rows, in their order, and as the lines that they are.
import { ActionIcon, Autocomplete, Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { catalogueOptions } from '../../api/incidents';
import type { Catalogue } from '../../api/types';
import { deedKinds, deedOf, linesOf, moved, takesText, takesValue, textOfDeed, type Deed, type DeedKind } from '../../lib/rule';
import { ChevronIcon, CloseIcon } from '../../ui/icons';
import type { SpecialProps } from '../special';
import { useWords } from './words';
import classes from './automation.module.css';

const named = (rows: { name: string }[] | undefined) => [...new Set((rows ?? []).map(({ name }) => name))];
function valuesFor(kind: DeedKind, catalogue: Catalogue | undefined): string[] {
  if (!catalogue) return [];
  if (kind === 'set team' || kind === 'tell team') return named(catalogue.teams);
  if (kind === 'set category') return named(catalogue.categories.filter(({ parent }) => !parent));
  if (kind === 'set subcategory') return named(catalogue.categories.filter(({ parent }) => parent));
  if (kind === 'set service') return named(catalogue.services);
  if (kind === 'set impact') return catalogue.matrix?.impacts ?? [];
  if (kind === 'set urgency') return catalogue.matrix?.urgencies ?? [];
  return kind.endsWith('tag') ? named(catalogue.tags) : [];
}

export function DeedsInput({ field, label, error, values, set }: SpecialProps) {
  const w = useWords();
  const catalogue = useQuery(catalogueOptions).data;
  const text = typeof values[field.name] === 'string' ? (values[field.name] as string) : '';
  const lines = linesOf(text);
  const change = (next: string[]) => set(next.join('\n'));
  const fresh = textOfDeed({ kind: 'set team', value: '', text: '' });
  return (
    <fieldset className={classes.part}>
      <legend>{label} *</legend>
      <ol className={classes.rows}>
        {lines.map((line, i) => (
          <li key={i} className={classes.deed} aria-label={w.deed(i + 1)}>
            <DeedRow line={line} catalogue={catalogue} set={(next) => change(lines.map((old, at) => (at === i ? next : old)))} />
            <span className={classes.moves}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                disabled={i === 0}
                aria-label={w.up(w.deed(i + 1))}
                onClick={() => change(moved(lines, i, i - 1))}
              >
                <span style={{ transform: 'rotate(180deg)', display: 'flex' }}>
                  <ChevronIcon size={14} />
                </span>
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                disabled={i === lines.length - 1}
                aria-label={w.down(w.deed(i + 1))}
                onClick={() => change(moved(lines, i, i + 1))}
              >
                <ChevronIcon size={14} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={w.removeRow(i + 1)}
                onClick={() => change(lines.filter((_, at) => at !== i))}
              >
                <CloseIcon size={14} />
              </ActionIcon>
            </span>
          </li>
        ))}
      </ol>
      <div>
        <Button size="compact-sm" variant="default" onClick={() => change([...lines, fresh])}>
          {w.addDeed}
        </Button>
      </div>
      <Textarea
        size="xs"
        label={`${label}: ${w.asText}`}
        className={classes.mono}
        spellCheck={false}
        autosize
        minRows={2}
        maxRows={10}
        value={text}
        error={error}
        onChange={(event) => set(event.currentTarget.value)}
      />
    </fieldset>
  );
}

interface RowProps {
  line: string;
  catalogue: Catalogue | undefined;
  set(line: string): void;
}
function DeedRow({ line, catalogue, set }: RowProps) {
  const w = useWords();
  const deed = deedOf(line);
  // What is no deed is mended where it stands.
  if (!deed)
    return (
      <>
        <TextInput
          size="xs"
          className={classes.mono}
          aria-label={w.text}
          value={line}
          onChange={(event) => set(event.currentTarget.value)}
        />
        <p className="dim">{w.notRows}</p>
      </>
    );
  const put = (next: Partial<Deed>) => set(textOfDeed({ ...deed, ...next }));
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={w.deed(1).replace(/\s*1$/, '')}
        data={deedKinds.map((value) => ({ value, label: w.deeds[value] ?? value }))}
        value={deed.kind}
        onChange={(event) => {
          const kind = deedKinds.find((one) => one === event.currentTarget.value) ?? deed.kind;
          put({ kind, value: '', text: takesText(kind) ? deed.text : '' });
        }}
      />
      <span className={classes.deedValue}>
        {takesValue(deed.kind) && (
          <Autocomplete
            size="xs"
            aria-label={w.value}
            placeholder={w.valueHints[deed.kind]}
            data={valuesFor(deed.kind, catalogue)}
            value={deed.value}
            onChange={(value) => put({ value })}
          />
        )}
        {takesText(deed.kind) && (
          <Textarea
            size="xs"
            aria-label={w.text}
            placeholder={w.text}
            autosize
            minRows={1}
            maxRows={6}
            value={deed.text}
            onChange={(event) => put({ text: event.currentTarget.value })}
          />
        )}
      </span>
    </>
  );
}
