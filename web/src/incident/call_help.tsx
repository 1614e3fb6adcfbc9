// Calls a person or a team to an incident: they are told at once, and a person watches from then on.
import { Alert, Button, Modal, SegmentedControl, Select, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { catalogueOptions, refreshAround, spread } from '../api/incidents';
import { ApiError } from '../api/problem';
import type { Id, Incident } from '../api/types';
import { post } from '../commands/actions';
import { useSpoken } from '../i18n';
import { deCallHelp } from '../i18n/de_call_help';
import { enCallHelp } from '../i18n/en_call_help';
import { PersonPicker } from '../ui/pickers';
import { sayError } from '../ui/say_error';
import { toastDone } from '../ui/toast';
import classes from './incident.module.css';

const words = { en: enCallHelp, de: deCallHelp };
const textMost = 2_000;

export function CallHelp({ incident, onClose }: { incident: Incident; onClose(): void }) {
  const { t, language } = useSpoken();
  const w = words[language];
  const client = useQueryClient();
  const catalogue = useQuery(catalogueOptions);
  const [whom, setWhom] = useState<'person' | 'team'>('person');
  const [id, setId] = useState<Id | null>(null);
  const [text, setText] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const missing = { ...(!id && { [whom]: t.required }), ...(text.trim() === '' && { text: t.required }) };
    setErrors(missing);
    if (!id || text.trim() === '') return;
    setBusy(true);
    try {
      spread(client, await post(incident, 'escalations/help', { [whom]: id, text: text.trim() }, null));
      toastDone(t, w.done);
      onClose();
    } catch (error) {
      const found = error instanceof ApiError ? error.byField() : {};
      setErrors(found.person || found.team || found.text ? found : { '': sayError(t, error) });
    }
    setBusy(false);
    refreshAround(client, incident);
  };
  const choose = (next: string) => {
    setWhom(next === 'team' ? 'team' : 'person');
    setId(null);
    setErrors({});
  };
  return (
    <Modal opened onClose={onClose} title={`${w.title}: ${incident.number}`} closeButtonProps={{ 'aria-label': t.close }}>
      <form onSubmit={(event) => void submit(event)} className={classes.helpForm} noValidate>
        <SegmentedControl
          fullWidth
          aria-label={w.whom}
          value={whom}
          onChange={choose}
          data={[
            { value: 'person', label: w.person },
            { value: 'team', label: w.team },
          ]}
        />
        {whom === 'person' ? (
          <PersonPicker label={w.person} required value={id} onChange={setId} error={errors.person} />
        ) : (
          <Select
            label={w.team}
            required
            searchable
            data={(catalogue.data?.teams ?? []).map((team) => ({ value: team.id, label: team.name }))}
            value={id}
            onChange={setId}
            error={errors.team}
            nothingFoundMessage={t.palette.nothing}
          />
        )}
        <Textarea
          label={w.text}
          description={w.textHelp}
          required
          autosize
          minRows={3}
          maxLength={textMost}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={errors.text}
        />
        {incident.confidential && <p className="dim">{whom === 'person' ? w.named : w.onlyNamed}</p>}
        {errors[''] && (
          <Alert role="alert" color="red" variant="outline">
            {errors['']}
          </Alert>
        )}
        <Button type="submit" loading={busy}>
          {w.call}
        </Button>
      </form>
    </Modal>
  );
}
