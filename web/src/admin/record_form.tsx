// One record as a form made from its description: all that may be set, refused values named beside their field.
import { Alert, Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { changeRecord, createRecord, removeRecord, type AnyRecord, type Kind, type KindField } from '../api/kinds';
import { ApiError, isStatus } from '../api/problem';
import { useSession } from '../api/session';
import type { RemoteChange } from '../api/types';
import { useOffice } from '../i18n/office';
import { same, squash } from '../lib/conflict';
import { sayError } from '../ui/say_error';
import { toastDone } from '../ui/toast';
import { useSayField } from './admin_page';
import { BelowRecord, staysOpen } from './below_record';
import { FieldInput, useLabel } from './field_input';
import { Members, PersonAccess } from './person_access';
import { keeps } from './places';
import { afterSaving, feet, inOrder, isShown, specialFor } from './special_fields';
import classes from './admin.module.css';

interface Props {
  kind: Kind;
  kinds: Kind[];
  record: AnyRecord | null;
  /** What a new one begins with. */
  begin?: Record<string, unknown>;
  onClose(): void;
  /** It was made, and is shown again for what comes next. */
  onMade?(record: AnyRecord): void;
}

export function RecordForm({ kind, kinds, record, begin: preset, onClose, onMade }: Props) {
  const t = useOffice();
  const client = useQueryClient();
  const session = useSession();
  const kept = !record || keeps(session, kind.kind, record);
  const fields = inOrder(
    kind.kind,
    kind.fields.filter(({ access }) => access !== 'system'),
  );
  const [begin] = useState<Record<string, unknown>>(() =>
    Object.fromEntries(fields.map((field) => [field.name, record ? (record[field.name] ?? null) : (field.initial ?? null)])),
  );
  const [values, setValues] = useState(() => ({ ...begin, ...preset }));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState('');
  const [changes, setChanges] = useState<RemoteChange[] | null>(null);
  const [busy, setBusy] = useState(false);

  const Foot = feet[kind.kind];
  const said = String(values.name ?? record?.id ?? '');
  const finish = (text: string, made: AnyRecord | null = null) => {
    void client.invalidateQueries({ queryKey: ['records', kind.path] });
    void client.invalidateQueries({ queryKey: ['catalogue'] });
    toastDone(t, text);
    if (made && onMade && staysOpen.includes(kind.kind)) onMade(made);
    else onClose();
  };
  const attempt = async (work: () => Promise<[string, AnyRecord?]>): Promise<void> => {
    setBusy(true);
    setFailure('');
    try {
      finish(...(await work()));
    } catch (error) {
      if (isStatus(error, 412)) setChanges(squash(error.changes));
      const found = error instanceof ApiError ? error.byField() : {};
      setErrors(found);
      if (!isStatus(error, 412) && !Object.keys(found).some((name) => name in values)) setFailure(sayError(t, error));
      setBusy(false);
    }
  };
  /** What somebody else changed beside it stands in nobody's way; the same field is shown first. */
  const change = async (old: AnyRecord, changed: Record<string, unknown>): Promise<void> => {
    try {
      await changeRecord(kind.path, old.id, changed, changes ? null : old.version);
    } catch (error) {
      if (!isStatus(error, 412) || squash(error.changes).some(({ field }) => field in changed)) throw error;
      await changeRecord(kind.path, old.id, changed, error.current?.version ?? null);
    }
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const lacking = fields.filter(({ name, required, type }) => required && type !== 'boolean' && same(values[name], null));
    setErrors(Object.fromEntries(lacking.map(({ name }) => [name, t.required])));
    if (lacking.length > 0) return;
    const changed = Object.fromEntries(Object.entries(values).filter(([name, value]) => !same(value, begin[name])));
    void attempt(async () => {
      const made = record ? undefined : await createRecord(kind.path, changed);
      if (record && Object.keys(changed).length > 0) await change(record, changed);
      void afterSaving[kind.kind]?.(t, record?.id ?? made?.id ?? '');
      return [t.incident.saved(said), made];
    });
  };
  const remove = () =>
    attempt(async () => {
      if (!record) return [''];
      return [(await removeRecord(kind.path, record.id)) ? t.admin.deactivated(said) : t.admin.removed(said)];
    });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={record ? said : t.admin.adding(t.admin.kinds[kind.kind] ?? kind.plural)}
      closeButtonProps={{ 'aria-label': t.close }}
    >
      <form onSubmit={save} className={classes.form} noValidate>
        {failure && (
          <Alert role="alert" color="gray" variant="outline">
            {failure}
          </Alert>
        )}
        {changes && <Changes kind={kind} changes={changes} />}
        {!kept && (
          <Alert color="gray" variant="outline">
            {t.admin.notKept}
          </Alert>
        )}
        <fieldset disabled={!kept} className={classes.fields}>
          {fields
            .filter((field) => isShown(kind.kind, field, values))
            .map((field) => (
              <Field
                key={field.name}
                kind={kind}
                kinds={kinds}
                field={field}
                values={values}
                error={errors[field.name]}
                set={(name, value) => setValues((old) => ({ ...old, [name]: value }))}
                fresh={record === null}
              />
            ))}
        </fieldset>
        {Foot && <Foot values={values} record={record} />}
        <div className={classes.buttons}>
          {record && kept && kind.catalogue && (
            <Button variant="subtle" color="gray" onClick={() => void remove()} disabled={busy}>
              {t.admin.remove(said)}
            </Button>
          )}
          <Button variant="default" onClick={onClose} className={classes.right}>
            {t.cancel}
          </Button>
          {kept && (
            <Button type="submit" loading={busy}>
              {changes ? t.dialog.anyway : t.save}
            </Button>
          )}
        </div>
      </form>
      {record && kept && kind.path === 'people' && <PersonAccess person={record} onErased={onClose} />}
      {record && kind.path === 'teams' && <Members team={record} />}
      {record && (
        <div className={classes.below}>
          <BelowRecord kind={kind.kind} record={record} />
        </div>
      )}
    </Modal>
  );
}

interface FieldProps {
  kind: Kind;
  kinds: Kind[];
  field: KindField;
  values: Record<string, unknown>;
  error?: string;
  set(field: string, value: unknown): void;
  fresh: boolean;
}
function Field({ kind, kinds, field, values, error, set, fresh }: FieldProps) {
  const label = useLabel(field);
  const Special = specialFor(kind.kind, field);
  const change = (value: unknown) => set(field.name, value);
  if (Special)
    return (
      <Special field={field} label={label} error={error || undefined} values={values} set={change} setOther={set} fresh={fresh} />
    );
  return <FieldInput field={field} kinds={kinds} value={values[field.name]} error={error} onChange={change} />;
}

function Changes({ kind, changes }: { kind: Kind; changes: RemoteChange[] }) {
  const t = useOffice();
  const say = useSayField();
  const fields = new Map(kind.fields.map((field) => [field.name, field]));
  return (
    <Alert role="alert" color="gray" variant="outline" title={t.dialog.stale}>
      <ul className={classes.changes}>
        {changes.map((change) => {
          const field = fields.get(change.field);
          return (
            field && (
              <li key={change.field}>
                {t.story.changed(
                  t.admin.labels[field.label] ?? field.label,
                  say(field, change.before) || t.none,
                  say(field, change.after) || t.none,
                )}{' '}
                <span className="dim">{change.by}</span>
              </li>
            )
          );
        })}
      </ul>
    </Alert>
  );
}
