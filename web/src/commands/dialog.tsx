// Asks what a command requires, says what is missing, keeps the words when it is refused, and shows what changed meanwhile.
import { Alert, Button, Checkbox, Modal, Rating, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useState, type FormEvent } from 'react';
import { catalogueOptions, fetchStory } from '../api/incidents';
import { ApiError, isStatus } from '../api/problem';
import { useSession } from '../api/session';
import type { Catalogue, Id, Incident, RemoteChange } from '../api/types';
import { useT } from '../i18n';
import { squash } from '../lib/conflict';
import { prioritiesOf } from '../lib/matrix';
import { CategorySelect, IncidentPicker, InstantInput, PersonPicker } from '../ui/pickers';
import { sayError } from '../ui/say_error';
import { ChangeLines } from '../incident/change_lines';
import { bodyOf, isRequired, lacking, type CommandSpec, type FieldSpec, type Values } from './spec';
import classes from './commands.module.css';

const Skilled = lazy(() => import('./skilled'));
const Soon = lazy(() => import('./soon'));
const OpenTasks = lazy(() => import('../incident/open_tasks'));

interface Props {
  spec: CommandSpec;
  incidents: Incident[];
  onRun(body: Values, checked: boolean): Promise<void>;
  onClose(): void;
}

export function CommandDialog({ spec, incidents, onRun, onClose }: Props) {
  const t = useT();
  const me = useSession();
  const catalogue = useQuery(catalogueOptions);
  const only = incidents.length === 1 ? (incidents[0] ?? null) : null;
  const draft = `dialog.${spec.name}.${only?.id ?? 'many'}`;
  const [values, setValues] = useState<Values | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState('');
  const [changes, setChanges] = useState<RemoteChange[] | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    if (!catalogue.data || values) return;
    const begin: Values = {};
    for (const field of spec.fields) begin[field.name] = field.initial?.(only, me, catalogue.data) ?? null;
    setValues({ ...begin, ...me.drafts.read<Values>(draft) });
  }, [catalogue.data, values, spec, only, me, draft]);

  const set = (name: string, value: unknown) => {
    const next = { ...values, [name]: value };
    if (name === 'resolution_code' && catalogue.data?.resolution_codes.find(({ id }) => id === value)?.workaround)
      next.workaround = true;
    setValues(next);
    setErrors((old) => ({ ...old, [name]: '' }));
    const written = spec.fields
      .filter(({ kind }) => kind === 'long' || kind === 'text')
      .map((field) => [field.name, next[field.name]]);
    me.drafts.write(draft, Object.fromEntries(written));
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!values || busy || !catalogue.data) return;
    const missing = lacking(spec, values, only, catalogue.data);
    setErrors(Object.fromEntries(missing.map((name) => [name, t.required])));
    if (missing.length > 0) return;
    setBusy(true);
    setFailure('');
    try {
      await onRun(bodyOf(spec, values, catalogue.data), changes === null);
      me.drafts.drop(draft);
      onClose();
    } catch (error) {
      if (isStatus(error, 412)) setChanges(squash(error.changes));
      else {
        const byField = error instanceof ApiError ? error.byField() : {};
        setErrors(byField);
        if (!spec.fields.some(({ name }) => byField[name])) setFailure(sayError(t, error));
      }
      setBusy(false);
    }
  };
  const numbers = only ? only.number : t.queue.selected(incidents.length);
  const first = spec.fields.find((field) => !field.shown || (values && field.shown(values)))?.name;
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <span className={classes.title}>
          {t.command[spec.name]} <span className="dim">{numbers}</span>
        </span>
      }
      size="lg"
      closeButtonProps={{ 'aria-label': t.close }}
    >
      <form
        onSubmit={(event) => void submit(event)}
        className={classes.form}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
        }}
      >
        {only && <p className={classes.about}>{only.title}</p>}
        {spec.warns && <p>{spec.warns(t, numbers)}</p>}
        {only?.may?.includes('task') && (spec.name === 'resolve' || spec.name === 'close') && (
          <Suspense>
            <OpenTasks incident={only.id} />
          </Suspense>
        )}
        {failure && (
          <Alert role="alert" color="gray" variant="outline" className={classes.alert}>
            {failure}
          </Alert>
        )}
        {changes && (
          <Alert role="alert" color="gray" variant="outline" title={t.dialog.stale} className={classes.alert}>
            <ChangeLines changes={changes} />
          </Alert>
        )}
        {values &&
          catalogue.data &&
          spec.fields.map((field) =>
            field.shown && !field.shown(values) ? null : (
              <CommandField
                key={field.name}
                field={field}
                values={values}
                incident={only}
                catalogue={catalogue.data}
                error={errors[field.name] ?? ''}
                onChange={(value) => set(field.name, value)}
                focus={field.name === first}
              />
            ),
          )}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="submit" loading={busy}>
            {changes ? t.dialog.anyway : t.command[spec.name]}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

interface FieldProps {
  field: FieldSpec;
  values: Values;
  incident: Incident | null;
  catalogue: Catalogue;
  error: string;
  focus: boolean;
  onChange(value: unknown): void;
}

function CommandField({ field, values, incident, catalogue, error, focus, onChange }: FieldProps) {
  const t = useT();
  const value = values[field.name];
  const needed = isRequired(field, values, incident, catalogue);
  const label = needed || field.kind === 'check' ? field.label(t) : `${field.label(t)} (${t.optional})`;
  const common = { label, description: field.help?.(t), error: error || undefined, 'data-autofocus': focus || undefined };
  const text = (value as string | null) ?? '';
  const id = (value as Id | null) ?? null;
  switch (field.kind) {
    case 'long':
      return (
        <Textarea
          {...common}
          autosize
          minRows={3}
          maxRows={12}
          value={text}
          onChange={(e) => onChange(e.currentTarget.value)}
          aria-required={needed}
        />
      );
    case 'text':
      return <TextInput {...common} value={text} onChange={(e) => onChange(e.currentTarget.value)} aria-required={needed} />;
    case 'team':
      return (
        <Select
          {...common}
          searchable
          clearable={!needed}
          data={catalogue.teams.map((team) => ({ value: team.id, label: team.name }))}
          value={id}
          onChange={onChange}
          nothingFoundMessage={t.palette.nothing}
        />
      );
    case 'person':
      return (
        <>
          <PersonPicker {...common} value={id} onChange={onChange} offerMe />
          {field.name === 'assignee' && incident?.may?.includes('assign') && (
            <Suspense>
              <Skilled incident={incident.id} onChoose={onChange} />
            </Suspense>
          )}
        </>
      );
    case 'choice': {
      const options = field.options?.(t, catalogue) ?? [];
      return (
        <Select
          {...common}
          data={options}
          value={id}
          onChange={onChange}
          allowDeselect={!needed}
          searchable={options.length > 8}
          aria-required={needed}
        />
      );
    }
    case 'category':
      return <CategorySelect {...common} catalogue={catalogue} value={id} onChange={onChange} />;
    case 'priority':
      return (
        <Select
          {...common}
          data={prioritiesOf(catalogue.matrix).map((n) => ({ value: String(n), label: t.priorityLong(n) }))}
          value={value ? String(value) : null}
          onChange={(n) => onChange(n ? Number(n) : null)}
          allowDeselect={false}
        />
      );
    case 'instant':
      return (
        <>
          <InstantInput {...common} value={id} onChange={onChange} />
          <Suspense>
            <Soon
              calendar={catalogue.teams.find((team) => team.id === incident?.team)?.calendar ?? null}
              value={id}
              onChoose={onChange}
            />
          </Suspense>
        </>
      );
    case 'incident':
      return <IncidentPicker {...common} value={id} onChange={onChange} except={incident?.id} />;
    case 'check':
      return <Checkbox label={label} checked={value === true} onChange={(e) => onChange(e.currentTarget.checked)} />;
    case 'rating':
      return (
        <div role="group" aria-label={label}>
          <p className={classes.label}>{label}</p>
          <Rating value={Number(value ?? 0)} onChange={onChange} getSymbolLabel={(n) => t.portal.stars(n)} />
          {error && <p className={classes.error}>{error}</p>}
        </div>
      );
    case 'entries':
      return <EntriesField label={field.label(t)} incident={incident} value={(value as Id[] | null) ?? []} onChange={onChange} />;
  }
}

function EntriesField({
  label,
  incident,
  value,
  onChange,
}: {
  label: string;
  incident: Incident | null;
  value: Id[];
  onChange(ids: Id[]): void;
}) {
  const t = useT();
  const story = useQuery({
    queryKey: ['story-first', incident?.id],
    queryFn: ({ signal }) => fetchStory(incident?.id ?? '', null, signal),
    enabled: incident !== null,
  });
  const entries = useMemo(
    () => (story.data?.items ?? []).filter(({ id, kind }) => id && (kind === 'comment' || kind === 'note')),
    [story.data],
  );
  if (entries.length === 0) return <p className="dim">{t.dialog.entriesNone}</p>;
  return (
    <Checkbox.Group label={label} value={value} onChange={onChange}>
      <div className={classes.entries}>
        {entries.map((entry) => (
          <Checkbox key={entry.id} value={entry.id} label={`${entry.by_name ?? ''}: ${entry.text ?? ''}`.slice(0, 160)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
