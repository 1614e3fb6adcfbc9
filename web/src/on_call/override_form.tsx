// Putting somebody on duty for a time: by hand what dragging over the calendar fills in.
import { Alert, Button, Modal, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { makeOverride, onCallChanged, type NewOverride } from '../api/on_call';
import { ApiError } from '../api/problem';
import { useSession } from '../api/session';
import type { Id } from '../api/types';
import { useOffice } from '../i18n/office';
import { InstantInput, PersonPicker } from '../ui/pickers';
import { sayError } from '../ui/say_error';
import { toastDone } from '../ui/toast';
import classes from './on_call.module.css';

export interface Draft {
  person: Id | null;
  insteadOf: Id | null;
  from: string | null;
  until: string | null;
}
type Kind = NonNullable<NewOverride['kind']>;
const kinds: Kind[] = ['replace', 'add', 'remove'];

export function OverrideForm({ roster, draft, all, onClose }: { roster: Id; draft: Draft; all: boolean; onClose(): void }) {
  const t = useOffice();
  const w = t.onCall.form;
  const client = useQueryClient();
  const me = useSession().person.id;
  const [kind, setKind] = useState<Kind>('replace');
  const [person, setPerson] = useState<Id | null>(all ? (draft.person ?? me) : me);
  const [insteadOf, setInsteadOf] = useState<Id | null>(draft.insteadOf);
  const [from, setFrom] = useState(draft.from);
  const [until, setUntil] = useState(draft.until);
  const [note, setNote] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState('');
  const offered = all ? kinds : kinds.filter((one) => one !== 'remove');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setErrors({});
    setFailure('');
    try {
      await makeOverride(roster, {
        kind,
        person: kind === 'remove' ? null : person,
        instead_of: kind === 'add' ? null : insteadOf,
        begins_at: from,
        ends_at: until ?? '',
        note: note || null,
      });
      await onCallChanged(client);
      toastDone(t, w.saved);
      onClose();
    } catch (error) {
      const found = error instanceof ApiError ? error.byField() : {};
      setErrors(found);
      if (Object.keys(found).length === 0) setFailure(sayError(t, error));
    }
  };
  return (
    <Modal opened onClose={onClose} title={t.onCall.takeOver} closeButtonProps={{ 'aria-label': t.close }}>
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        {failure && (
          <Alert role="alert" color="gray" variant="outline">
            {failure}
          </Alert>
        )}
        {!all && <p className="dim">{w.onlySelf}</p>}
        <Select
          label={w.kind}
          allowDeselect={false}
          data={offered.map((value) => ({ value, label: w.kinds[value] }))}
          value={kind}
          onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'replace')}
        />
        {all && kind !== 'remove' && (
          <PersonPicker label={w.person} required value={person} onChange={setPerson} error={errors.person} />
        )}
        {kind !== 'add' && (
          <PersonPicker
            label={kind === 'remove' ? w.takenOff : w.insteadOf}
            description={kind === 'replace' ? w.insteadOfHelp : undefined}
            required={kind === 'remove'}
            value={insteadOf}
            onChange={setInsteadOf}
            error={errors.instead_of ?? (all ? undefined : errors.person)}
          />
        )}
        <InstantInput label={w.from} value={from} onChange={setFrom} error={errors.begins_at} />
        <InstantInput label={w.until} value={until} onChange={setUntil} error={errors.ends_at} />
        <TextInput label={w.note} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="submit" disabled={!until}>
            {w.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
