// A gateway is tried out, below its record, before anybody relies on it: a test to any address, and what became of it.
import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { gatewayTestOptions, testGateway, type OwnContact } from '../api/contact';
import type { AnyRecord } from '../api/kinds';
import { ApiError } from '../api/problem';
import { useSession } from '../api/session';
import { useT } from '../i18n';
import { sayError } from '../ui/say_error';
import { useContactWords } from './words';
import classes from './contact.module.css';

type Kind = OwnContact['gateways'][number]['kind'];

export function GatewayTry({ record }: { record: AnyRecord }) {
  const t = useT();
  const w = useContactWords();
  const client = useQueryClient();
  const { may } = useSession();
  const options = gatewayTestOptions(record.id);
  const last = useQuery({ ...options, enabled: may('operation.read') }).data;
  const [target, setTarget] = useState('');
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  if (!may('operation.edit')) return null;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setWrong('');
    setBusy(true);
    try {
      await testGateway(record.id, target.trim());
    } catch (error) {
      setWrong((error instanceof ApiError && error.byField().target) || sayError(t, error));
    }
    await client.invalidateQueries({ queryKey: options.queryKey });
    setBusy(false);
  };
  const begins = typeof record.begins_with === 'string' ? record.begins_with : '';
  return (
    <section className={classes.part} aria-labelledby="gateway-try">
      <h3 id="gateway-try">{w.tryOut.title}</h3>
      <p className="dim">{record.active === false ? w.tryOut.inactive : w.tryOut.saved}</p>
      {record.active !== false && (
        <form className={classes.try} onSubmit={(event) => void send(event)}>
          <TextInput
            label={w.tryOut.target}
            description={begins || w.targetHelp[record.kind as Kind]}
            value={target}
            onChange={(event) => setTarget(event.currentTarget.value)}
            error={wrong}
            maxLength={1_000}
            autoComplete="off"
          />
          <Button type="submit" variant="default" loading={busy} disabled={target.trim() === ''}>
            {w.tryOut.send}
          </Button>
        </form>
      )}
      <p role="status">
        {last && (last.state === 'failed' && last.reason ? `${w.tested.failed}: ${last.reason}` : w.tested[last.state])}
        {last?.state === 'waiting' && last.reason ? ` ${w.soFar(last.reason)}` : ''}
      </p>
    </section>
  );
}
