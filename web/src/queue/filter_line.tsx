// The filter as chips and as text: whoever knows the condition language types it, others choose from the menu, both see the same.
import { ActionIcon, Button, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { catalogueOptions } from '../api/incidents';
import { ApiError } from '../api/problem';
import { useT } from '../i18n';
import { errorPosition, joinTerms, quote, splitTerms, withoutTerm, withTerm } from '../lib/filter';
import { useKeys } from '../lib/keys';
import { CloseIcon, FilterIcon } from '../ui/icons';
import classes from './queue.module.css';

interface Props {
  value: string;
  /** The refusal of this filter, if it was refused, and how far it stood behind other text when it was. */
  error: unknown;
  shift: number;
  onChange(filter: string): void;
}

export function isFilterError(error: unknown): error is ApiError {
  return (
    error instanceof ApiError &&
    (error.code.startsWith('condition.') ||
      error.errors.some(({ code, pointer }) => code.startsWith('condition.') || pointer === '/filter'))
  );
}

export function FilterLine({ value, error, shift, onChange }: Props) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const terms = splitTerms(value);
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
          value={typed}
          aria-label={t.queue.filter}
          aria-keyshortcuts="f"
          aria-invalid={isFilterError(error) || undefined}
          aria-describedby={isFilterError(error) ? 'filter-error' : undefined}
          placeholder={terms.length === 0 ? t.queue.filterHint : ''}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.key === 'Enter') add();
            else if (event.key === 'Escape') {
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
