// What a template fills in, as the form of an incident shows it. Members that this form does not know are kept as they are.
import { Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { catalogueOptions } from '../api/incidents';
import type { Catalogue } from '../api/types';
import { useT } from '../i18n';
import { CategorySelect } from '../ui/pickers';
import type { SpecialProps } from './special';
import classes from './admin.module.css';

export function PresetInput({ label, error, values, field, set }: SpecialProps) {
  const catalogue = useQuery(catalogueOptions);
  if (!catalogue.data) return null;
  const preset = (values[field.name] ?? {}) as Record<string, unknown>;
  return (
    <fieldset className={classes.preset}>
      <legend>{label}</legend>
      <Fields catalogue={catalogue.data} preset={preset} onChange={set} />
      {error && <p className={classes.inputError}>{error}</p>}
    </fieldset>
  );
}

interface FieldsProps {
  catalogue: Catalogue;
  preset: Record<string, unknown>;
  onChange(preset: Record<string, unknown> | null): void;
}
function Fields({ catalogue, preset, onChange }: FieldsProps) {
  const t = useT();
  const set = (change: Record<string, unknown>) => {
    const kept = Object.entries({ ...preset, ...change }).filter(([, value]) => value !== null && value !== '');
    onChange(kept.length > 0 ? Object.fromEntries(kept) : null);
  };
  const text = (name: string) => (typeof preset[name] === 'string' ? (preset[name] as string) : '');
  const named = (rows: { id: string; name: string }[]) => rows.map(({ id, name }) => ({ value: id, label: name }));
  const levels = (names: string[] | undefined) => (names ?? []).map((value) => ({ value, label: t.level[value] ?? value }));
  const parentOf = new Map(catalogue.categories.map(({ id, parent }) => [id, parent ?? null]));
  const choose = (id: string | null) => {
    const parent = id ? parentOf.get(id) : null;
    set(parent ? { category: parent, subcategory: id } : { category: id, subcategory: null });
  };
  return (
    <>
      <TextInput label={t.field.title} value={text('title')} onChange={(event) => set({ title: event.currentTarget.value })} />
      <Textarea
        label={t.field.description}
        autosize
        minRows={2}
        value={text('description')}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <CategorySelect
        catalogue={catalogue}
        label={t.field.category}
        value={text('subcategory') || text('category') || null}
        onChange={choose}
      />
      <Select
        label={t.field.service}
        searchable
        clearable
        data={named(catalogue.services)}
        value={text('service') || null}
        onChange={(service) => set({ service })}
      />
      <Select
        label={t.field.team}
        searchable
        clearable
        data={named(catalogue.teams)}
        value={text('team') || null}
        onChange={(team) => set({ team })}
      />
      <Select
        label={t.field.impact}
        clearable
        data={levels(catalogue.matrix?.impacts)}
        value={text('impact') || null}
        onChange={(impact) => set({ impact })}
      />
      <Select
        label={t.field.urgency}
        clearable
        data={levels(catalogue.matrix?.urgencies)}
        value={text('urgency') || null}
        onChange={(urgency) => set({ urgency })}
      />
    </>
  );
}
