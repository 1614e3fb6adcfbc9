// The editor that a fact becomes: saved by choosing, by Enter or by leaving it, put away by Escape.
import { NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import type { Catalogue, Id } from '../api/types';
import { useT } from '../i18n';
import { same } from '../lib/conflict';
import { CiPicker, InstantInput, PersonPicker } from '../ui/pickers';
import { PeoplePicker } from '../ui/people_picker';
import type { Editor } from './fact_spec';

interface Props {
  editor: Editor;
  label: string;
  value: unknown;
  catalogue: Catalogue | null;
  choices?: string[];
  onSave(value: unknown): void;
  onCancel(): void;
}

export function FactEditor(props: Props) {
  const { editor, choices } = props;
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    props.onCancel();
  };
  return (
    <div onKeyDown={escape}>
      {choices && choices.length > 0 ? (
        <Choice {...props} data={choices.map((value) => ({ value, label: value }))} />
      ) : editor === 'text' || editor === 'number' || editor === 'instant' || editor === 'tags' || editor === 'people' ? (
        <Typed {...props} />
      ) : (
        <Chosen {...props} />
      )}
    </div>
  );
}

/** Saved when it is left or with Enter. */
function Typed({ editor, label, value, catalogue, onSave, onCancel }: Props) {
  const [draft, setDraft] = useState<unknown>(value ?? null);
  const finish = () => (same(draft, value) ? onCancel() : onSave(draft === '' ? null : draft));
  const common = { 'aria-label': label, autoFocus: true, size: 'xs', onBlur: finish } as const;
  const onEnter = (event: KeyboardEvent) => {
    if (event.key === 'Enter') finish();
  };
  switch (editor) {
    case 'number':
      return (
        <NumberInput
          {...common}
          min={0}
          value={(draft as number | null) ?? ''}
          onChange={(next) => setDraft(next === '' ? null : Number(next))}
          onKeyDown={onEnter}
          hideControls
        />
      );
    case 'instant':
      return (
        <InstantInput
          aria-label={label}
          autoFocus
          value={(draft as string | null) ?? null}
          onChange={setDraft}
          onBlur={finish}
          onKeyDown={onEnter}
        />
      );
    case 'tags':
      return (
        <TagsInput
          {...common}
          data={(catalogue?.tags ?? []).map(({ name }) => name)}
          value={(draft as string[] | null) ?? []}
          onChange={setDraft}
          acceptValueOnBlur
        />
      );
    case 'people':
      return <PeoplePicker label={label} value={(draft as Id[] | null) ?? []} onChange={setDraft} onBlur={finish} />;
    default:
      return (
        <TextInput
          {...common}
          value={(draft as string | null) ?? ''}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={onEnter}
        />
      );
  }
}

/** Saved by choosing. */
function Chosen(props: Props) {
  const { editor, label, value, catalogue, onSave, onCancel } = props;
  const t = useT();
  const levels = (names: string[] | undefined) => (names ?? []).map((name) => ({ value: name, label: t.level[name] ?? name }));
  const named = (rows: { id: Id; name: string }[] | undefined) =>
    (rows ?? []).map(({ id, name }) => ({ value: id, label: name }));
  switch (editor) {
    case 'person':
      return (
        <PersonPicker ariaLabel={label} autoFocus value={(value as Id | null) ?? null} onChange={onSave} onBlur={onCancel} />
      );
    case 'ci':
      return <CiPicker ariaLabel={label} autoFocus value={(value as Id | null) ?? null} onChange={onSave} onBlur={onCancel} />;
    case 'service':
      return <Choice {...props} data={named(catalogue?.services)} />;
    case 'supplier':
      return <Choice {...props} data={named(catalogue?.suppliers)} />;
    case 'impact':
      return <Choice {...props} data={levels(catalogue?.matrix?.impacts)} />;
    case 'urgency':
      return <Choice {...props} data={levels(catalogue?.matrix?.urgencies)} />;
    default:
      return (
        <Choice
          {...props}
          value={value === true ? 'true' : 'false'}
          onSave={(next) => onSave(next === 'true')}
          data={[
            { value: 'true', label: t.yes },
            { value: 'false', label: t.no },
          ]}
        />
      );
  }
}

function Choice({ label, value, data, onSave, onCancel }: Props & { data: { value: string; label: string }[] }) {
  const t = useT();
  return (
    <Select
      size="xs"
      aria-label={label}
      autoFocus
      defaultDropdownOpened
      allowDeselect={false}
      onDropdownClose={onCancel}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t.remove }}
      data={data}
      value={(value as string | null) ?? null}
      onChange={(next) => (next === value ? onCancel() : onSave(next))}
      onBlur={onCancel}
      nothingFoundMessage={t.palette.nothing}
    />
  );
}
