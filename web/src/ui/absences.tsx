// When somebody will be away and who has their work meanwhile: entered, listed, ended. Of oneself, and of others for whoever may.
import { Button, Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { absencesOptions, endAbsence, enterAbsence, type Absence, type NewAbsence } from '../api/absences';
import { useNames } from '../api/names';
import { ApiError } from '../api/problem';
import type { Id } from '../api/types';
import { useT } from '../i18n';
import { When } from './bits';
import { InstantInput, PersonPicker } from './pickers';
import { toastError } from './toast';
import classes from './tokens.module.css';

export function Absences({ person }: { person: Id }) {
  const t = useT();
  const client = useQueryClient();
  const absences = useQuery(absencesOptions(person));
  const again = () => {
    void client.invalidateQueries({ queryKey: absencesOptions(person).queryKey });
    // Who is away is marked where people are picked and shown.
    for (const kind of ['pick', 'incident', 'records']) void client.invalidateQueries({ queryKey: [kind] });
  };
  const end = async (id: Id) => {
    try {
      await endAbsence(id);
    } catch (error) {
      toastError(t, error);
    }
    again();
  };
  const list = absences.data ?? [];
  const shown = list.filter((absence, place) => absence.state !== 'ended' || (place === 0 && hasWork(absence)));
  return (
    <section>
      <h3 className={classes.title}>{t.absence.title}</h3>
      {absences.isSuccess && shown.length === 0 && <p className="dim">{t.absence.none}</p>}
      <ul className={classes.list}>
        {shown.map((absence) => (
          <li key={absence.id}>
            <span className={classes.name}>
              <When at={absence.begins_at} /> – <When at={absence.ends_at} />
            </span>
            <span className="dim">
              {t.absence.states[absence.state]}
              {absence.note ? ` · ${absence.note}` : ''}
              <WhoHasIt absence={absence} />
            </span>
            {absence.state !== 'ended' && (
              <Button size="compact-xs" variant="default" onClick={() => void end(absence.id)}>
                {absence.state === 'current' ? t.absence.end : t.absence.withdraw}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <NewOne person={person} onDone={again} />
    </section>
  );
}

const hasWork = (absence: Absence) => (absence.handed_over ?? []).length > 0;

function WhoHasIt({ absence }: { absence: Absence }) {
  const t = useT();
  const nameOf = useNames();
  const numbers = (absence.handed_over ?? []).map(nameOf);
  return (
    <>
      {absence.substitute && ` · ${t.absence.to(nameOf(absence.substitute))}`}
      {numbers.length > 0 && (
        <>
          {` · ${t.absence.handedOver} `}
          {numbers.map((number, place) => (
            <span key={number}>
              {place > 0 && ', '}
              <Link to="/incidents/$number" params={{ number }}>
                {number}
              </Link>
            </span>
          ))}
        </>
      )}
    </>
  );
}

type HandOver = NonNullable<NewAbsence['hand_over']>;
const ways: HandOver[] = ['team', 'person', 'keep'];

function NewOne({ person, onDone }: { person: Id; onDone(): void }) {
  const t = useT();
  const [from, setFrom] = useState<string | null>(null);
  const [until, setUntil] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [way, setWay] = useState<HandOver>('team');
  const [substitute, setSubstitute] = useState<Id | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setErrors({});
    try {
      const body = { begins_at: from, ends_at: until ?? '', note: note || null, hand_over: way };
      await enterAbsence(person, way === 'person' ? { ...body, substitute } : body);
      setFrom(null);
      setUntil(null);
      setNote('');
      onDone();
    } catch (error) {
      const found = error instanceof ApiError ? error.byField() : {};
      if (Object.keys(found).length > 0) setErrors(found);
      else toastError(t, error);
    }
  };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <InstantInput
        label={t.absence.from}
        description={t.absence.fromHelp}
        value={from}
        onChange={setFrom}
        error={errors.begins_at}
      />
      <InstantInput label={t.absence.until} value={until} onChange={setUntil} error={errors.ends_at} />
      <TextInput
        label={t.absence.note}
        description={t.absence.noteHelp}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={errors.note}
      />
      <Select
        label={t.absence.work}
        allowDeselect={false}
        data={ways.map((value) => ({ value, label: t.absence.ways[value] }))}
        value={way}
        onChange={(value) => setWay(ways.find((one) => one === value) ?? 'team')}
        error={errors.hand_over}
      />
      {way === 'person' && (
        <PersonPicker
          label={t.absence.substitute}
          description={t.absence.substituteHelp}
          value={substitute}
          onChange={setSubstitute}
          error={errors.substitute}
        />
      )}
      <Button type="submit" variant="default" disabled={!until}>
        {t.absence.enter}
      </Button>
    </form>
  );
}
