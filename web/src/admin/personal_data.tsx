// What is held about a person, to take out, and its erasure, which cannot be taken back and is asked for twice.
import { Alert, Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { erasePerson } from '../api/access';
import type { AnyRecord } from '../api/kinds';
import { useSession } from '../api/session';
import { useOffice } from '../i18n/office';
import { sayError } from '../ui/say_error';
import { toastDone } from '../ui/toast';
import classes from './admin.module.css';

export function PersonalData({ person, onErased }: { person: AnyRecord; onErased(): void }) {
  const t = useOffice();
  const session = useSession();
  const w = t.admin.personalData;
  const takes = session.may('people.export');
  const erases = session.may('people.erase') && person.id !== session.person.id && person.erased !== true;
  if (!takes && !erases) return null;
  return (
    <section>
      <h3 className={classes.accessTitle}>{w.title}</h3>
      {takes && (
        <>
          <p className="dim">{w.exportHelp}</p>
          <Button
            size="compact-sm"
            variant="default"
            component="a"
            href={`/api/v1/people/${person.id}/export`}
            download={`person-${person.id}.json`}
          >
            {w.export}
          </Button>
        </>
      )}
      {erases && <Erase person={person} onErased={onErased} />}
    </section>
  );
}

function Erase({ person, onErased }: { person: AnyRecord; onErased(): void }) {
  const t = useOffice();
  const client = useQueryClient();
  const w = t.admin.personalData;
  const name = String(person.name);
  const [asked, setAsked] = useState(false);
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const ready = typed.trim() === name && reason.trim() !== '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    setFailure('');
    try {
      await erasePerson(person.id, reason.trim());
      void client.invalidateQueries({ queryKey: ['records', 'people'] });
      toastDone(t, w.erased(name));
      onErased();
    } catch (error) {
      setFailure(sayError(t, error));
      setBusy(false);
    }
  };
  if (!asked)
    return (
      <div className={classes.buttons}>
        <Button size="compact-sm" variant="default" onClick={() => setAsked(true)}>
          {w.erase}
        </Button>
      </div>
    );
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
      <Alert color="gray" variant="outline" role="alert">
        {w.warning(name)}
      </Alert>
      {failure && (
        <Alert color="gray" variant="outline" role="alert">
          {failure}
        </Alert>
      )}
      <TextInput
        label={w.reason}
        required
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TextInput
        label={w.confirm(name)}
        required
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button variant="default" onClick={() => setAsked(false)}>
          {t.cancel}
        </Button>
        <Button type="submit" color="red" disabled={!ready} loading={busy}>
          {w.eraseNow(name)}
        </Button>
      </div>
    </form>
  );
}
