// A new silence: what it matches, for how long and why, and how many alerts that fire now it would silence.
import { Button, Modal, NativeSelect, SegmentedControl, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { makeSilence, previewSilence, silencesChanged, sourcesOptions, type Meant } from '../api/alerts';
import { ApiError } from '../api/problem';
import { useFormat, useT } from '../i18n';
import { InstantInput } from '../ui/pickers';
import { sayError } from '../ui/say_error';
import { toastDone } from '../ui/toast';
import { linesOf } from './matchers';
import { useAlertWords } from './words';
import classes from './alerts.module.css';

const minuteMs = 60_000;
const lengths = [30, 60, 120, 240, 480, 1440];
const other = 'other';

export function SilenceForm({ begin, onClose }: { begin: Meant; onClose(): void }) {
  const t = useT();
  const w = useAlertWords();
  const f = w.form;
  const format = useFormat();
  const client = useQueryClient();
  const sources = useQuery(sourcesOptions).data ?? [];
  const [text, setText] = useState(begin.matchers.join('\n'));
  const [source, setSource] = useState(begin.source);
  const [length, setLength] = useState('120');
  const [startsAt, setStartsAt] = useState<string | null>(null);
  const [endsAt, setEndsAt] = useState<string | null>(null);
  const [comment, setComment] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const meant = { source, matchers: linesOf(text) };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const ends = length === other ? endsAt : new Date(Date.now() + Number(length) * minuteMs).toISOString();
    const lacking = {
      ...(meant.matchers.length === 0 && { matchers: t.required }),
      ...(!ends && { ends_at: t.required }),
      ...(comment.trim() === '' && { comment: t.required }),
    };
    setErrors(lacking);
    if (!ends || Object.keys(lacking).length > 0) return;
    setBusy(true);
    try {
      const times = { starts_at: length === other ? startsAt : null, ends_at: ends };
      await makeSilence({ ...meant, ...times, comment: comment.trim() });
      silencesChanged(client);
      toastDone(t, w.silences.made);
      onClose();
    } catch (error) {
      const found = error instanceof ApiError ? error.byField() : {};
      setErrors(Object.keys(found).length > 0 ? byInput(found) : { all: sayError(t, error) });
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} size="lg" title={f.title} closeButtonProps={{ 'aria-label': t.close }}>
      <form className={classes.form} onSubmit={(event) => void save(event)} noValidate>
        <Textarea
          name="matchers"
          label={f.matchers}
          description={f.matchersHelp}
          autosize
          minRows={2}
          maxRows={10}
          spellCheck={false}
          autoCapitalize="none"
          value={text}
          error={errors.matchers}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <NativeSelect
          label={f.source}
          value={source ?? ''}
          error={errors.source}
          onChange={(event) => setSource(event.currentTarget.value || null)}
          data={[{ value: '', label: w.silences.allSources }, ...sources.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <div className={classes.lengths}>
          <p className={classes.label}>{f.lasts}</p>
          <SegmentedControl
            size="xs"
            aria-label={f.lasts}
            value={length}
            onChange={setLength}
            data={[
              ...lengths.map((one) => ({ value: String(one), label: format.short(one * 60) })),
              { value: other, label: f.other },
            ]}
          />
        </div>
        {length === other && (
          <div className={classes.pair}>
            <InstantInput label={f.startsAt} value={startsAt} onChange={setStartsAt} error={errors.starts_at} />
            <InstantInput label={f.endsAt} value={endsAt} onChange={setEndsAt} error={errors.ends_at} />
          </div>
        )}
        <Textarea
          name="comment"
          label={f.comment}
          description={f.commentHelp}
          autosize
          minRows={2}
          maxLength={2_000}
          value={comment}
          error={errors.comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        {errors.all && <p role="alert">{errors.all}</p>}
        <div className={classes.foot}>
          <Preview meant={meant} />
          <Button variant="default" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="submit" loading={busy}>
            {f.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** The server names the line, "matchers/2"; here all stand in one box. */
const byInput = (found: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(found).map(([name, text]) => [name.split(/[/.]/)[0] ?? name, text]));

function Preview({ meant }: { meant: Meant }) {
  const t = useT();
  const w = useAlertWords();
  const [asked] = useDebouncedValue(meant, 350, { leading: true });
  const found = useQuery({
    queryKey: ['silence_preview', asked.source, ...asked.matchers],
    queryFn: ({ signal }) => previewSilence(asked, signal),
    enabled: asked.matchers.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const say = () => {
    if (asked.matchers.length === 0) return '';
    if (found.isError) return sayError(t, found.error);
    if (!found.data) return w.form.counting;
    return found.data.more ? w.form.atLeast(found.data.matching) : w.form.matching(found.data.matching);
  };
  return (
    <p role="status" className="dim">
      {say()}
    </p>
  );
}
