// Where one writes. It says in words, in shape and in colour who will read it, keeps what is not sent, and never sends to the
// caller what was meant for colleagues: each kind has a draft of its own.
import { Button, Checkbox, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { refreshAround, spread } from '../api/incidents';
import { useNames } from '../api/names';
import { ApiError } from '../api/problem';
import { useSession } from '../api/session';
import type { Incident } from '../api/types';
import { post } from '../commands/actions';
import { onCompose } from '../commands/compose';
import { useT } from '../i18n';
import { parseDuration } from '../lib/duration';
import { ClipIcon, EyeIcon, LockIcon } from '../ui/icons';
import { sayError } from '../ui/say_error';
import { toastDone } from '../ui/toast';
import { useMentions } from './mentioning';
import { useUpload } from './use_upload';
import classes from './incident.module.css';

type Kind = 'comment' | 'note';

export function Composer({ incident }: { incident: Incident }) {
  const t = useT();
  const client = useQueryClient();
  const nameOf = useNames();
  const { drafts } = useSession();
  const may = new Set(incident.may ?? []);
  const kinds = (['note', 'comment'] as const).filter((kind) => may.has(kind));
  const draftOf = (kind: Kind) => `${kind}.${incident.id}`;
  const [kind, setKind] = useState<Kind>(() => (drafts.read(draftOf('comment')) ? 'comment' : 'note'));
  const used: Kind = kinds.includes(kind) ? kind : (kinds[0] ?? 'note');
  const [text, setText] = useState(() => drafts.read<string>(draftOf(used)) ?? '');
  const [worked, setWorked] = useState('');
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const { upload } = useUpload(incident);
  const [spoke, setSpoke] = useState(false);
  const write = (next: string) => {
    setText(next);
    drafts.write(draftOf(used), next);
  };
  const mentions = useMentions(area, text, write);

  const change = (next: Kind) => {
    setKind(next);
    setText(drafts.read<string>(draftOf(next)) ?? '');
    setFailure('');
  };
  useEffect(
    () =>
      onCompose(incident.number, (asked) => {
        change(asked);
        // At once, since the next key may be the first letter; and again when it was not there yet.
        area.current?.focus();
        requestAnimationFrame(() => area.current?.focus());
      }),
    [incident.number],
  );

  if (kinds.length === 0) return null;
  const forCaller = used === 'comment';
  const seconds = worked.trim() === '' ? 0 : parseDuration(worked);
  const send = async () => {
    if (text.trim() === '' || busy || seconds === null) return;
    setBusy(true);
    setFailure('');
    try {
      const answer = await post(
        incident,
        used,
        { text: text.trim(), ...(seconds > 0 && { time_worked_s: seconds }), ...(forCaller && spoke && { contact: true }) },
        null,
      );
      drafts.drop(draftOf(used));
      setText('');
      setWorked('');
      setSpoke(false);
      spread(client, answer);
      refreshAround(client, answer);
      toastDone(t, `${incident.number}: ${t.done[used]}`);
      area.current?.focus();
    } catch (error) {
      const fields = error instanceof ApiError ? error.byField() : {};
      setFailure(`${fields.text ?? sayError(t, error)} ${t.error.kept}`);
    }
    setBusy(false);
  };
  const caller = nameOf(incident.caller);
  const Icon = forCaller ? EyeIcon : LockIcon;
  return (
    <section className={classes.composer} data-kind={used} aria-label={t.story[used]}>
      <div className={classes.composerHead}>
        {kinds.length > 1 && (
          <SegmentedControl
            size="xs"
            value={used}
            onChange={(next) => change(next as Kind)}
            data={kinds.map((value) => ({ value, label: t.story[value] }))}
            aria-label={t.story.from}
          />
        )}
        <span className={classes.reader}>
          <Icon size={16} />
          {forCaller ? t.story.callerSees : t.story.staffOnly}
        </span>
      </div>
      <Textarea
        ref={area}
        aria-label={forCaller ? `${t.story.comment}. ${t.story.callerSees}` : `${t.story.note}. ${t.story.staffOnly}`}
        placeholder={forCaller ? (caller ? t.story.writeComment(caller) : t.story.writeCommentNobody) : t.story.writeNote}
        autosize
        minRows={2}
        maxRows={14}
        value={text}
        error={failure || undefined}
        {...mentions.aria}
        onChange={(event) => {
          write(event.currentTarget.value);
          mentions.look();
        }}
        onClick={mentions.look}
        onBlur={mentions.close}
        onKeyDown={(event) => {
          if (mentions.onKey(event)) return;
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void send();
          } else if (event.key === 'Escape') event.currentTarget.blur();
        }}
        classNames={{ input: classes.composerInput }}
      />
      {mentions.list}
      <div className={classes.composerFoot}>
        {may.has('attach') && (
          <>
            <input
              ref={file}
              type="file"
              multiple
              hidden
              onChange={(event) => {
                void upload(Array.from(event.currentTarget.files ?? []), used);
                event.currentTarget.value = '';
              }}
            />
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              leftSection={<ClipIcon size={16} />}
              onClick={() => file.current?.click()}
            >
              {t.story.attach}
            </Button>
          </>
        )}
        <TextInput
          size="xs"
          w={150}
          aria-label={t.story.worked}
          placeholder={t.story.worked}
          title={t.story.workedHint}
          value={worked}
          onChange={(event) => setWorked(event.currentTarget.value)}
          error={seconds === null ? t.story.workedBad : undefined}
        />
        {forCaller && (
          <Checkbox
            size="xs"
            label={t.story.spoke}
            title={t.story.spokeHint}
            checked={spoke}
            onChange={(event) => setSpoke(event.currentTarget.checked)}
          />
        )}
        {text.trim() !== '' && <span className={classes.draftMark}>{t.story.draft}</span>}
        <Button
          size="compact-md"
          className={classes.send}
          onClick={() => void send()}
          loading={busy}
          disabled={text.trim() === ''}
          title={`Ctrl+Enter`}
          aria-keyshortcuts="Control+Enter"
          variant={forCaller ? 'filled' : 'default'}
        >
          {forCaller ? t.story.sendComment : t.story.sendNote}
        </Button>
      </div>
    </section>
  );
}
