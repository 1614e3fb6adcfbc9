// Alerts of another fault leave their incident: for one of their own, or for another one.
import { Button, Checkbox, Modal, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { splitAlerts, type AlertMember } from '../api/incident_alerts';
import { ApiError } from '../api/problem';
import type { Id } from '../api/types';
import { useT } from '../i18n';
import { toastDone, toastError } from '../ui/toast';
import { useAlertWords } from './words';
import classes from './alerts.module.css';

interface Props {
  incident: Id;
  /** Those that are in it now. */
  alerts: AlertMember[];
  onClose(): void;
}

export function SplitForm({ incident, alerts, onClose }: Props) {
  const w = useAlertWords().panel;
  const t = useT();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Id[]>([]);
  const [into, setInto] = useState('');
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const split = async () => {
    setBusy(true);
    try {
      const { number } = await splitAlerts(incident, { alerts: chosen, reason, ...(into.trim() && { into: into.trim() }) });
      await client.invalidateQueries();
      toastDone(t, w.splitDone(number));
      onClose();
    } catch (problem) {
      if (problem instanceof ApiError && problem.errors.length > 0) setWrong(problem.byField());
      else toastError(t, problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={w.splitTitle} closeButtonProps={{ 'aria-label': t.close }}>
      <form
        className={classes.splitForm}
        onSubmit={(event) => {
          event.preventDefault();
          void split();
        }}
      >
        <p className="dim">{w.splitHint}</p>
        <Checkbox.Group label={w.which} value={chosen} onChange={setChosen} error={wrong.alerts}>
          <div className={classes.splitList}>
            {alerts.map(({ id, title }) => (
              <Checkbox key={id} value={id} label={title} />
            ))}
          </div>
        </Checkbox.Group>
        <TextInput
          label={w.into}
          placeholder="INC0000042"
          value={into}
          onChange={(event) => {
            setInto(event.currentTarget.value);
            setWrong({});
          }}
          error={wrong.into}
        />
        <Textarea
          label={w.reason}
          description={w.reasonHint}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={wrong.reason}
        />
        <div className={classes.splitActs}>
          <Button variant="default" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="submit" loading={busy} disabled={chosen.length === 0 || reason.trim() === ''}>
            {w.split}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
