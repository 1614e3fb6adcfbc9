// The filter as chips and as text: whoever knows the condition language types it, others choose from the menu, both see the same.
import { ActionIcon, Button, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { catalogueOptions } from '../api/incidents';
import { isFilterError, type ApiError } from '../api/problem';
import { useT } from '../i18n';
import { errorPosition, joinTerms, quote, splitTerms, withoutTerm, withTerm } from '../lib/filter';
import { useKeys } from '../lib/keys';
import { CloseIcon, FilterIcon } from '../ui/icons';
import { complete } from './complete';
import classes from './queue.module.css';

interface Props {
  value: string;
  /** The refusal of this filter, if it was refused, and how far it stood behind other text when it was. */
  error: unknown;
  shift: number;
  onChange(filter: string): void;
}

export function FilterLine({ value, error, shift, onChange }: Props) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(-1);
  const [closed, setClosed] = useState(true);
  const catalogue = useQuery(catalogueOptions);
  const input = useRef<HTMLInputElement>(null);
  const terms = splitTerms(value);
  const found = !closed && catalogue.data ? complete(typed, catalogue.data, (field) => t.field[field]) : null;
  const options = found?.options ?? [];
  const write = (text: string) => {
    setTyped(text);
    setChosen(-1);
    setClosed(false);
  };
  const accept = (index: number) => {
    const option = options[index];
    if (option && found) write(typed.slice(0, found.from) + option.text);
    input.current?.focus();
  };
  useKeys({ f: () => input.current?.focus() });

  const add = () => {
    if (typed.trim() === '') return;
    onChange(joinTerms([...terms, ...splitTerms(typed)]));
    setTyped('');
  };
  const reword = (term: string) => {
    onChange(withoutTerm(value, term));
    setTyped(term);
    input.current?.focus();
  };
  return (
    <div className={classes.filter}>
      <div className={classes.filterBox} data-error={isFilterError(error) || undefined}>
        <FilterMenu onAdd={(term) => onChange(withTerm(value, term))} />
        {terms.map((term) => (
          <span key={term} className={classes.chip}>
            <UnstyledButton className={classes.chipText} onClick={() => reword(term)} title={`${t.queue.editFilter}: ${term}`}>
              {term}
            </UnstyledButton>
            <UnstyledButton
              className={classes.chipRemove}
              aria-label={t.queue.removeTerm(term)}
              onClick={() => onChange(withoutTerm(value, term))}
            >
              <CloseIcon size={12} />
            </UnstyledButton>
          </span>
        ))}
        <input
          ref={input}
          className={classes.filterInput}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={options.length > 0}
          aria-controls={options.length > 0 ? 'filter-options' : undefined}
          aria-activedescendant={chosen >= 0 ? `filter-option-${chosen}` : undefined}
          value={typed}
          aria-label={t.queue.filter}
          aria-keyshortcuts="f"
          aria-invalid={isFilterError(error) || undefined}
          aria-describedby={isFilterError(error) ? 'filter-error' : undefined}
          placeholder={terms.length === 0 ? t.queue.filterHint : ''}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          onChange={(event) => write(event.currentTarget.value)}
          onBlur={() => {
            setClosed(true);
            add();
          }}
          onKeyDown={(event) => {
            const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
            if (step !== 0 && options.length > 0) {
              event.preventDefault();
              setChosen((chosen + step + options.length) % options.length);
            } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen >= 0) {
              event.preventDefault();
              accept(chosen);
            } else if (event.key === 'Enter') {
              setClosed(true);
              add();
            } else if (event.key === 'Escape' && options.length > 0) {
              event.stopPropagation();
              setClosed(true);
            } else if (event.key === 'Escape') {
              setTyped('');
              event.currentTarget.blur();
            } else if (event.key === 'Backspace' && typed === '' && terms.length > 0) {
              event.preventDefault();
              reword(terms.at(-1) ?? '');
            }
          }}
        />
        {terms.length > 0 && (
          <Tooltip label={t.queue.clearFilter}>
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t.queue.clearFilter} onClick={() => onChange('')}>
              <CloseIcon size={14} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {options.length > 0 && (
        <ul id="filter-options" role="listbox" aria-label={t.queue.completions} className={classes.completions}>
          {options.map((option, i) => (
            <li
              key={option.text}
              id={`filter-option-${i}`}
              role="option"
              aria-selected={i === chosen}
              onMouseDown={(event) => {
                event.preventDefault();
                accept(i);
              }}
            >
              <code>{option.text}</code>
              {option.hint && <span className="dim">{option.hint}</span>}
            </li>
          ))}
        </ul>
      )}
      {isFilterError(error) && <FilterError error={error} value={value} shift={shift} />}
    </div>
  );
}

/** The condition with a mark below the place that cannot be read. */
function FilterError({ error, value, shift }: { error: ApiError; value: string; shift: number }) {
  const t = useT();
  const detail = error.errors[0]?.detail ?? error.message;
  const at = errorPosition(detail, ' '.repeat(shift) + value);
  const place = at === null ? null : Math.max(0, Math.min(at - shift, value.length));
  return (
    <div id="filter-error" role="alert" className={classes.filterError}>
      <strong>{t.queue.badFilter}:</strong> {detail.replace(/^at position \d+:\s*/i, '')}
      {place !== null && (
        <pre className={classes.filterPlace} aria-hidden="true">
          {value}
          {'\n'}
          {' '.repeat(place)}^ {t.queue.here}
        </pre>
      )}
    </div>
  );
}

function FilterMenu({ onAdd }: { onAdd(term: string): void }) {
  const t = useT();
  const catalogue = useQuery(catalogueOptions);
  const states = ['new', 'in_progress', 'on_hold', 'resolved', 'closed', 'cancelled'] as const;
  const item = (label: string, term: string) => (
    <Menu.Item key={term} onClick={() => onAdd(term)}>
      {label}
    </Menu.Item>
  );
  const group = (label: string | undefined, items: React.ReactNode[]) =>
    items.length > 0 && (
      <Menu.Sub key={label}>
        <Menu.Sub.Target>
          <Menu.Sub.Item>{label}</Menu.Sub.Item>
        </Menu.Sub.Target>
        <Menu.Sub.Dropdown className={classes.filterMenu}>{items}</Menu.Sub.Dropdown>
      </Menu.Sub>
    );
  const named = (field: string, rows: { id: string; name: string }[] | undefined) =>
    (rows ?? []).map(({ name }) => item(name, `${field}.name = ${quote(name)}`));
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<FilterIcon size={15} />}
          className={classes.filterButton}
          aria-label={t.queue.addFilter}
        >
          {t.queue.filter}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {group(
          t.field.priority,
          ['priority <= 2', 'priority = 1', 'priority = 2', 'priority = 3', 'priority >= 4'].map((term) =>
            item(
              term
                .replace('priority', t.field.priority ?? '')
                .replace('<=', '≤')
                .replace('>=', '≥'),
              term,
            ),
          ),
        )}
        {group(
          t.field.state,
          states.map((state) => item(t.state[state], `state = ${state}`)),
        )}
        {group(t.field.service, named('service', catalogue.data?.services))}
        {group(t.field.team, named('team', catalogue.data?.teams))}
        {group(
          t.field.category,
          named(
            'category',
            catalogue.data?.categories.filter(({ parent }) => !parent),
          ),
        )}
        {group(
          t.field.tags,
          (catalogue.data?.tags ?? []).map(({ name }) => item(name, `tags has ${quote(name)}`)),
        )}
        {group(t.field.age, [
          item(t.queue.olderThan(`1 ${t.duration.day}`), 'opened_at < now - 1d'),
          item(t.queue.olderThan(`7 ${t.duration.day}`), 'opened_at < now - 7d'),
          item(t.queue.youngerThan(`1 ${t.duration.day}`), 'opened_at > now - 1d'),
        ])}
        {item(t.incident.vip, 'caller.vip = true')}
      </Menu.Dropdown>
    </Menu>
  );
}
