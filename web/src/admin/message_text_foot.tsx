// Words of the house for a message: which one, what may stand in it, and how it reads on a real incident before it is saved.
import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageKindsOptions, previewMessage } from '../api/message_texts';
import type { AnyRecord } from '../api/kinds';
import type { Id, MessagePreview } from '../api/types';
import { useSpoken, useT } from '../i18n';
import { deMessageTexts } from '../i18n/de_message_texts';
import { enMessageTexts } from '../i18n/en_message_texts';
import { IncidentPicker } from '../ui/pickers';
import { sayError } from '../ui/say_error';
import type { SpecialProps } from './special';
import classes from './message_text.module.css';

const words = { en: enMessageTexts, de: deMessageTexts };
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const languageOf = (value: unknown): 'en' | 'de' => (value === 'de' ? 'de' : 'en');

/** Which message; a new text begins with the built-in words when asked to. */
export function MessageInput({ label, error, values, field, set, setOther }: SpecialProps) {
  const t = useT();
  const { language } = useSpoken();
  const kinds = useQuery(messageKindsOptions).data ?? [];
  const value = textOf(values[field.name]) || null;
  const built = kinds.find(({ message }) => message === value)?.built_in[languageOf(values.language)];
  return (
    <>
      <Select
        label={label}
        error={error}
        required
        searchable
        data={kinds.map(({ message }) => message)}
        value={value}
        onChange={set}
        nothingFoundMessage={t.palette.nothing}
      />
      {built && textOf(values.text) === '' && (
        <Button
          size="compact-xs"
          variant="default"
          className={classes.take}
          onClick={() => {
            setOther('subject', built.subject);
            setOther('text', built.text);
          }}
        >
          {words[language].builtIn}: {words[language].takeBuiltIn}
        </Button>
      )}
    </>
  );
}

export function MessageTextFoot({ values }: { values: Record<string, unknown>; record: AnyRecord | null }) {
  const t = useT();
  const w = words[useSpoken().language];
  const kinds = useQuery(messageKindsOptions).data ?? [];
  const [incident, setIncident] = useState<Id | null>(null);
  const [answer, setAnswer] = useState<{ shown?: MessagePreview; failure?: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const kind = kinds.find(({ message }) => message === values.message);
  if (!kind) return <p className="dim">{w.choose}</p>;
  const language = languageOf(values.language);
  const preview = async () => {
    setBusy(true);
    try {
      const draft = { message: kind.message, language, subject: textOf(values.subject), text: textOf(values.text) };
      setAnswer({ shown: await previewMessage(incident ? { ...draft, incident } : draft) });
    } catch (error) {
      setAnswer({ failure: sayError(t, error) });
    }
    setBusy(false);
  };
  return (
    <div className={classes.foot}>
      <p>
        {w.variables}: <span className={classes.words}>{kind.variables.map((name) => `{{${name}}}`).join(' ')}</span>
      </p>
      {kind.needed.length > 0 && (
        <p>
          {w.needed} <span className={classes.words}>{kind.needed.map((name) => `{{${name}}}`).join(' ')}</span>
        </p>
      )}
      <p className="dim">{w.how}</p>
      <details>
        <summary>{w.builtIn}</summary>
        <pre className={classes.shown} tabIndex={0} aria-label={w.builtIn}>
          {kind.built_in[language].subject}
          {'\n\n'}
          {kind.built_in[language].text}
        </pre>
      </details>
      {kind.message.startsWith('incident.') && (
        <IncidentPicker label={w.incident} description={w.incidentHelp} value={incident} onChange={setIncident} />
      )}
      <Button size="xs" variant="default" loading={busy} onClick={() => void preview()} className={classes.take}>
        {w.preview}
      </Button>
      <div role="status">
        {answer?.failure && <p>{answer.failure}</p>}
        {answer?.shown && (
          <pre className={classes.shown} tabIndex={0} aria-label={w.preview}>
            <strong>{answer.shown.subject}</strong>
            {'\n\n'}
            {answer.shown.text}
          </pre>
        )}
      </div>
    </div>
  );
}
