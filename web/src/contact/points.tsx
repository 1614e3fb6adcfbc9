// Ways by which somebody, or a team, is reached: each with its state, added, proven by the code that came over it, tried and removed.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import {
  addPoint,
  contactKey,
  provePoint,
  removePoint,
  sendCode,
  testPoint,
  type ContactPoint,
  type OwnContact,
} from '../api/contact';
import { ApiError } from '../api/problem';
import type { Id } from '../api/types';
import { useT } from '../i18n';
import { sayError } from '../ui/say_error';
import { toastError } from '../ui/toast';
import { nameOfPoint, useContactWords } from './words';
import classes from './contact.module.css';

/** Does it, says what went wrong, and reads everything again. */
function useAttempt() {
  const t = useT();
  const client = useQueryClient();
  return async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      toastError(t, error);
    }
    await client.invalidateQueries({ queryKey: contactKey });
  };
}

export function Point({ point, kept = true }: { point: ContactPoint; kept?: boolean }) {
  const w = useContactWords();
  const attempt = useAttempt();
  const name = nameOfPoint(w, point);
  const state = point.withdrawn_at ? w.withdrawn : !point.verified_at ? w.unproven : point.usable ? w.proven : w.outOfUse;
  const { last } = point;
  return (
    <li>
      <span className={classes.name}>{name}</span>
      <span className="dim">
        {w.kinds[point.channel]} · {point.shown} · {state}
        {last && point.verified_at
          ? ` · ${w.last[last.state]}${last.state === 'failed' && last.reason ? `: ${last.reason}` : ''}`
          : ''}
      </span>
      {kept && (
        <span className={classes.acts}>
          {point.usable && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={w.testFor(name)}
              onClick={() => void attempt(() => testPoint(point.id))}
            >
              {w.test}
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="default"
            aria-label={w.removeFor(name)}
            onClick={() => void attempt(() => removePoint(point.id))}
          >
            {w.remove}
          </Button>
        </span>
      )}
      {kept && !point.verified_at && !point.withdrawn_at && <Proof point={point} name={name} />}
    </li>
  );
}

function Proof({ point, name }: { point: ContactPoint; name: string }) {
  const t = useT();
  const w = useContactWords();
  const client = useQueryClient();
  const attempt = useAttempt();
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState('');
  const prove = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await provePoint(point.id, code);
    } catch (error) {
      setWrong((error instanceof ApiError && error.byField().code) || sayError(t, error));
    }
    await client.invalidateQueries({ queryKey: contactKey });
  };
  return (
    <form className={classes.proof} onSubmit={(event) => void prove(event)}>
      <TextInput
        size="sm"
        label={w.codeFor(name)}
        description={w.codeSent}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        error={wrong}
        maxLength={10}
      />
      <Button type="submit" variant="default" disabled={code.trim() === ''}>
        {w.prove}
      </Button>
      <Button variant="subtle" aria-label={w.againFor(name)} onClick={() => void attempt(() => sendCode(point.id))}>
        {w.again}
      </Button>
    </form>
  );
}

/** `team`: for the team, and not for oneself. */
export function NewPoint({ gateways, team = null }: { gateways: OwnContact['gateways']; team?: Id | null }) {
  const t = useT();
  const w = useContactWords();
  const client = useQueryClient();
  const [gateway, setGateway] = useState(gateways[0]?.id ?? '');
  const [target, setTarget] = useState('');
  const [label, setLabel] = useState('');
  const [wrong, setWrong] = useState('');
  const chosen = gateways.find(({ id }) => id === gateway) ?? gateways[0];
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (!chosen) return;
    setWrong('');
    try {
      await addPoint({ gateway: chosen.id, target: target.trim(), label: label.trim() || null, team });
      setTarget('');
      setLabel('');
    } catch (error) {
      setWrong((error instanceof ApiError && error.byField().target) || sayError(t, error));
    }
    await client.invalidateQueries({ queryKey: contactKey });
  };
  return (
    <form className={classes.pair} onSubmit={(event) => void add(event)}>
      <NativeSelect
        label={w.gateway}
        data={gateways.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen?.id}
        onChange={(event) => setGateway(event.currentTarget.value)}
      />
      <TextInput
        label={w.target}
        description={chosen ? (chosen.begins_with ?? w.targetHelp[chosen.kind]) : null}
        value={target}
        onChange={(event) => setTarget(event.currentTarget.value)}
        error={wrong}
        maxLength={1_000}
      />
      <TextInput label={w.label} value={label} onChange={(event) => setLabel(event.currentTarget.value)} maxLength={100} />
      <Button type="submit" variant="default" disabled={target.trim() === ''}>
        {w.add}
      </Button>
    </form>
  );
}
