// Choosing a person, an incident, a category or an instant: found while typing, shown by name, kept by id.
import { Combobox, InputBase, Loader, Select, TextInput, useCombobox, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { fetchPage, findPeople } from '../api/incidents';
import { fetchRecords } from '../api/kinds';
import { learnNames, useNames } from '../api/names';
import { useSession } from '../api/session';
import type { Catalogue, Id } from '../api/types';
import { useFormat, useSpoken, useT } from '../i18n';
import { fromLocalInput, toLocalInput } from '../lib/instant';
import classes from './bits.module.css';

export interface Found {
  id: Id;
  label: string;
  hint: string;
}
interface SearchProps {
  label?: string;
  ariaLabel?: string;
  description?: string;
  error?: string;
  required?: boolean;
  placeholder?: string;
  size?: 'xs' | 'sm';
  value: Id | null;
  onChange(id: Id | null): void;
  autoFocus?: boolean;
  onBlur?: () => void;
}

type FindFound = (q: string, signal: AbortSignal) => Promise<Found[]>;

function SearchPicker({
  find,
  kind,
  nothing,
  first,
  value,
  onChange,
  ariaLabel,
  required,
  ...input
}: SearchProps & { kind: string; nothing: string; first?: Found; find(q: string, signal: AbortSignal): Promise<Found[]> }) {
  const t = useT();
  const nameOf = useNames();
  const id = useId();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [typed, setTyped] = useState<string | null>(null);
  const [asked] = useDebouncedValue(typed ?? '', 180);
  const found = useQuery({
    queryKey: ['pick', kind, asked],
    queryFn: ({ signal }) => find(asked, signal),
    enabled: combobox.dropdownOpened,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
  // While the answer to the newest letters is on its way, what the former ones found and these letters exclude is not offered:
  // whoever types fast and presses Enter means what they typed.
  const wanted = (typed ?? '').trim().toLowerCase();
  const late = asked !== (typed ?? '');
  const fits = ({ label, hint }: Found) => !late || `${label} ${hint}`.toLowerCase().includes(wanted);
  const offered = wanted === '' ? first : undefined;
  const options = [...(offered ? [offered] : []), ...(found.data ?? []).filter((one) => one.id !== offered?.id && fits(one))];

  const pick = (chosen: string) => {
    // Its name is shown although no answer has named it yet.
    const one = options.find(({ id: known }) => known === chosen);
    if (one) learnNames({ [one.id]: one.label });
    onChange(chosen);
    setTyped(null);
    combobox.closeDropdown();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={pick} shadow="md">
      <Combobox.Target>
        <InputBase
          {...input}
          id={id}
          aria-label={ariaLabel}
          aria-required={required || undefined}
          value={typed ?? nameOf(value)}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            if (event.currentTarget.value === '') onChange(null);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onFocus={(event) => {
            event.currentTarget.select();
            combobox.openDropdown();
          }}
          onClick={() => combobox.openDropdown()}
          onBlur={() => {
            combobox.closeDropdown();
            setTyped(null);
            input.onBlur?.();
          }}
          rightSection={
            found.isFetching && combobox.dropdownOpened ? (
              <Loader size={14} />
            ) : (
              value && (
                <Combobox.ClearButton
                  aria-label={t.remove}
                  onClear={() => {
                    onChange(null);
                    setTyped(null);
                  }}
                />
              )
            )
          }
          rightSectionPointerEvents="all"
          autoComplete="off"
          spellCheck={false}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={260} className={classes.scrolls} aria-label={input.label ?? ariaLabel}>
          {options.map((one) => (
            <Combobox.Option key={one.id} value={one.id} active={one.id === value}>
              <span className={classes.option}>
                <span>{one.label}</span>
                <span className="dim">{one.hint}</span>
              </span>
            </Combobox.Option>
          ))}
          {options.length === 0 && <Combobox.Empty>{found.isPending ? t.loading : nothing}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

export function PersonPicker({ offerMe = false, ...props }: SearchProps & { offerMe?: boolean }) {
  const t = useT();
  const format = useFormat();
  const me = useSession().person;
  const find = async (q: string, signal: AbortSignal) =>
    (await findPeople(q, signal)).map(({ id, name, mail, login, absent_until: away }) => ({
      id,
      label: name,
      hint: away ? t.absence.awayUntil(format.brief(away)) : mail || login || '',
    }));
  return (
    <SearchPicker
      {...props}
      kind="person"
      nothing={t.people.none}
      placeholder={props.placeholder ?? t.people.typeMore}
      find={find}
      first={offerMe ? { id: me.id, label: me.name, hint: t.you } : undefined}
    />
  );
}

export function IncidentPicker({ except, ...props }: SearchProps & { except?: Id }) {
  const t = useT();
  const find = async (q: string, signal: AbortSignal) => {
    const number = /^(?:inc)?0*(\d+)$/i.exec(q.trim());
    const page = await fetchPage(
      number ? { filter: `number = "INC${(number[1] ?? '').padStart(7, '0')}"`, q: '', order: '' } : { filter: '', q, order: '' },
      null,
      20,
      signal,
    );
    return page.items
      .filter(({ id }) => id !== except)
      .map(({ id, number: label, title }) => ({ id, label: `${label} ${title}`, hint: '' }));
  };
  return (
    <SearchPicker
      {...props}
      kind="incident"
      nothing={t.palette.nothing}
      placeholder={props.placeholder ?? t.nav.searchHint}
      find={find}
    />
  );
}

/** A configuration item: there may be very many, so it is looked for. */
export function CiPicker(props: SearchProps) {
  const t = useT();
  const find = async (q: string) =>
    (await fetchRecords('cis', q, null, 20)).items
      .filter(({ active }) => active !== false)
      .map(({ id, name, kind }) => ({ id, label: String(name), hint: String(kind ?? '') }));
  return <SearchPicker {...props} kind="ci" nothing={t.palette.nothing} find={find} />;
}

/** A record of any kind, found the way the caller says. */
export function RecordPicker({ kind, find, ...props }: SearchProps & { kind: string; find: FindFound }) {
  const t = useT();
  return <SearchPicker {...props} kind={`record-${kind}`} nothing={t.palette.nothing} find={find} />;
}

/** Categories with their subcategories below them; the value is the lowest chosen one. */
export function CategorySelect({ catalogue, ...props }: { catalogue: Catalogue } & Omit<SelectProps, 'data'>) {
  const t = useT();
  const byId = new Map(catalogue.categories.map((category) => [category.id, category]));
  const path = (id: string): string => {
    const one = byId.get(id);
    const parent = one?.parent ? byId.get(one.parent) : undefined;
    return one ? (parent ? `${parent.name} › ${one.name}` : one.name) : id;
  };
  const data = catalogue.categories
    .map(({ id }) => ({ value: id, label: path(id) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return <Select searchable clearable data={data} nothingFoundMessage={t.palette.nothing} {...props} />;
}

/** An instant in the person's own zone. */
export function InstantInput({
  value,
  onChange,
  ...rest
}: {
  value: string | null;
  onChange(instant: string | null): void;
  label?: string;
  'aria-label'?: string;
  description?: string;
  error?: string;
  size?: 'xs' | 'sm';
  autoFocus?: boolean;
  onBlur?: () => void;
  onKeyDown?: React.KeyboardEventHandler<HTMLInputElement>;
}) {
  const { zone } = useSpoken();
  const format = useFormat();
  return (
    <TextInput
      type="datetime-local"
      {...rest}
      value={value ? toLocalInput(value, zone) : ''}
      title={value ? format.exact(value) : zone}
      onChange={(event) => onChange(event.currentTarget.value ? fromLocalInput(event.currentTarget.value, zone) : null)}
    />
  );
}
