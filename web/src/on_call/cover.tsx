// Asking to be stood in for, or to swap, and answering.
import { Alert, Button, Modal, Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNames } from '../api/names';
import {
  answerCover,
  askForCover,
  coverRequestsOptions,
  onCallChanged,
  onCallOptions,
  ownShiftsOptions,
  type CoverAnswer,
  type CoverRequest,
} from '../api/on_call';
import { ApiError } from '../api/problem';
import { useSession } from '../api/session';
import type { Id } from '../api/types';
import { useOffice } from '../i18n/office';
import { When } from '../ui/bits';
import { InstantInput, PersonPicker } from '../ui/pickers';
import { sayError } from '../ui/say_error';
import { toastDone, toastError } from '../ui/toast';
import classes from './on_call.module.css';

interface Asked {
  roster: Id | null;
  from: string | null;
  until: string | null;
}

/** The next few say enough at a glance. */
const shiftsShown = 6;

/** One's own shifts, each with the way to be stood in for. */
export function OwnShifts() {
  const t = useOffice();
  const w = t.onCall;
  const nameOf = useNames();
  const { may } = useSession();
  const shifts = useQuery(ownShiftsOptions);
  const [asking, setAsking] = useState<Asked | null>(null);
  const [all, setAll] = useState(false);
  const whole = shifts.data?.items ?? [];
  const list = all ? whole : whole.slice(0, shiftsShown);
  return (
    <section className={classes.part}>
      <h2>{w.mine}</h2>
      {shifts.isSuccess && list.length === 0 && <p className="dim">{w.mineNone}</p>}
      <ul className={classes.list}>
        {list.map((shift) => (
          <li key={`${shift.roster}-${shift.from}`}>
            <span className={classes.name}>
              <When at={shift.from} /> – <When at={shift.until} />
            </span>
            <span className="dim">
              {nameOf(shift.roster)}
              {shift.layer ? ` · ${shift.layer}` : ''}
              {shift.part === 'shadow' ? ` · ${w.shadow}` : ''}
              {shift.override ? ` · ${w.standsIn}` : ''}
            </span>
            {may('roster.cover') && shift.part === 'on_duty' && (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => setAsking({ roster: shift.roster, from: shift.from, until: shift.until })}
              >
                {w.askCover}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {whole.length > list.length && (
        <Button size="compact-xs" variant="default" onClick={() => setAll(true)}>
          {w.mineAll(whole.length)}
        </Button>
      )}
      {asking && <AskForm asked={asking} onClose={() => setAsking(null)} />}
    </section>
  );
}

/** What is asked on all rosters, and what became of the own requests. */
export function CoverRequests() {
  const t = useOffice();
  const w = t.onCall;
  const requests = useQuery(coverRequestsOptions);
  const list = requests.data ?? [];
  return (
    <section className={classes.part}>
      <h2>{w.asks}</h2>
      {requests.isSuccess && list.length === 0 && <p className="dim">{w.asksNone}</p>}
      <ul className={classes.list}>
        {list.map((request) => (
          <OneRequest key={request.id} request={request} />
        ))}
      </ul>
    </section>
  );
}

function OneRequest({ request }: { request: CoverRequest }) {
  const t = useOffice();
  const w = t.onCall;
  const nameOf = useNames();
  const client = useQueryClient();
  const { person, may } = useSession();
  const own = request.person === person.id;
  const open = request.state === 'open';
  const asked = request.asked === person.id || (!request.asked && !own);
  const give = async (answer: CoverAnswer) => {
    try {
      await answerCover(request.id, answer);
    } catch (error) {
      toastError(t, error);
    }
    await onCallChanged(client);
  };
  return (
    <li>
      <span className={classes.name}>
        {w.asksFor(nameOf(request.person), nameOf(request.roster))}: <When at={request.begins_at} /> –{' '}
        <When at={request.ends_at} />
        {request.back_begins_at && request.back_ends_at && (
          <>
            , {w.inReturn} <When at={request.back_begins_at} /> – <When at={request.back_ends_at} />
          </>
        )}
      </span>
      <span className="dim">
        {w.states[request.state]}
        {request.taken_by
          ? ` · ${w.takenBy(nameOf(request.taken_by))}`
          : ` · ${request.asked ? w.asked(nameOf(request.asked)) : w.askedAll}`}
        {request.note ? ` · ${request.note}` : ''}
        {request.answer ? ` · ${request.answer}` : ''}
      </span>
      {open && may('roster.cover') && (
        <span className={classes.buttons}>
          {asked && (
            <Button size="compact-xs" onClick={() => void give('accept')}>
              {w.accept}
            </Button>
          )}
          {asked && request.asked && (
            <Button size="compact-xs" variant="default" onClick={() => void give('decline')}>
              {w.decline}
            </Button>
          )}
          {own && (
            <Button size="compact-xs" variant="default" onClick={() => void give('withdraw')}>
              {w.takeBack}
            </Button>
          )}
        </span>
      )}
    </li>
  );
}

function AskForm({ asked: begin, onClose }: { asked: Asked; onClose(): void }) {
  const t = useOffice();
  const w = t.onCall.cover;
  const client = useQueryClient();
  const nameOf = useNames();
  const rosters = useQuery(onCallOptions).data?.items ?? [];
  const [roster, setRoster] = useState(begin.roster);
  const [swap, setSwap] = useState(false);
  const [asked, setAsked] = useState<Id | null>(null);
  const [from, setFrom] = useState(begin.from);
  const [until, setUntil] = useState(begin.until);
  const [backFrom, setBackFrom] = useState<string | null>(null);
  const [backUntil, setBackUntil] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setErrors({});
    setFailure('');
    const back = swap ? { back_begins_at: backFrom, back_ends_at: backUntil } : {};
    try {
      const times = { begins_at: from ?? '', ends_at: until ?? '' };
      await askForCover({ roster: roster ?? '', kind: swap ? 'swap' : 'cover', asked, note: note || null, ...times, ...back });
      await onCallChanged(client);
      toastDone(t, w.sent);
      onClose();
    } catch (error) {
      const found = error instanceof ApiError ? error.byField() : {};
      setErrors(found);
      if (Object.keys(found).length === 0) setFailure(sayError(t, error));
    }
  };
  return (
    <Modal opened onClose={onClose} title={w.title} closeButtonProps={{ 'aria-label': t.close }}>
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        {failure && (
          <Alert role="alert" color="gray" variant="outline">
            {failure}
          </Alert>
        )}
        <Select
          label={w.roster}
          data={rosters.map(({ roster: id }) => ({ value: id, label: nameOf(id) }))}
          value={roster}
          onChange={setRoster}
          error={errors.roster}
        />
        <Select
          label={w.kind}
          allowDeselect={false}
          data={(['cover', 'swap'] as const).map((value) => ({ value, label: w.kinds[value] }))}
          value={swap ? 'swap' : 'cover'}
          onChange={(value) => setSwap(value === 'swap')}
        />
        <InstantInput label={t.onCall.form.from} value={from} onChange={setFrom} error={errors.begins_at} />
        <InstantInput label={t.onCall.form.until} value={until} onChange={setUntil} error={errors.ends_at} />
        <PersonPicker
          label={w.asked}
          description={swap ? undefined : w.askedHelp}
          required={swap}
          value={asked}
          onChange={setAsked}
          error={errors.asked}
        />
        {swap && (
          <>
            <InstantInput label={w.backFrom} value={backFrom} onChange={setBackFrom} error={errors.back_begins_at} />
            <InstantInput label={w.backUntil} value={backUntil} onChange={setBackUntil} error={errors.back_ends_at} />
          </>
        )}
        <TextInput
          label={t.onCall.form.note}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="submit" disabled={!from || !until || !roster}>
            {w.send}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
