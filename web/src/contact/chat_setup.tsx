// Below the record of a chat workspace: what to set up on the other side, ready to be copied. Below a channel: a test.
import { Button, CopyButton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { channelTestOptions, testChannel } from '../api/chat';
import type { AnyRecord } from '../api/kinds';
import { useSession } from '../api/session';
import { useT } from '../i18n';
import { toastError } from '../ui/toast';
import { doorsOf, slackManifest } from './chat_manifest';
import { useContactWords } from './words';
import classes from './contact.module.css';

function Copied({ text, label }: { text: string; label: string }) {
  const w = useContactWords();
  return (
    <>
      <pre className={classes.copied} tabIndex={0} aria-label={label}>
        {text}
      </pre>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" onClick={copy}>
            {copied ? w.chats.copied : `${w.chats.copy}: ${label}`}
          </Button>
        )}
      </CopyButton>
    </>
  );
}

export function ChatWorkspaceSetup({ record }: { record: AnyRecord }) {
  const w = useContactWords();
  const doors = doorsOf(window.location.origin, record.id);
  const slack = record.kind !== 'mattermost';
  return (
    <section className={classes.part} aria-labelledby="chat-setup">
      <h3 id="chat-setup">{w.chats.setup}</h3>
      <ol>
        {(slack ? w.chats.slackSteps : w.chats.mattermostSteps).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {slack ? (
        <Copied text={slackManifest(doors)} label={w.chats.manifest} />
      ) : (
        <Copied text={doors.command} label={w.chats.address} />
      )}
    </section>
  );
}

export function ChatChannelTry({ record }: { record: AnyRecord }) {
  const t = useT();
  const w = useContactWords();
  const client = useQueryClient();
  const { may } = useSession();
  const options = channelTestOptions(record.id);
  const last = useQuery({ ...options, enabled: may('operation.read') }).data;
  const [busy, setBusy] = useState(false);
  if (!may('operation.edit')) return null;
  const send = async () => {
    setBusy(true);
    try {
      await testChannel(record.id);
    } catch (error) {
      toastError(t, error);
    }
    await client.invalidateQueries({ queryKey: options.queryKey });
    setBusy(false);
  };
  return (
    <section className={classes.part} aria-labelledby="chat-try">
      <h3 id="chat-try">{w.tryOut.title}</h3>
      <p className="dim">{w.chats.newest}</p>
      <Button variant="default" loading={busy} disabled={record.active === false} onClick={() => void send()}>
        {w.tryOut.send}
      </Button>
      <p role="status">
        {last && (last.state === 'failed' && last.reason ? `${w.last.failed}: ${last.reason}` : w.last[last.state])}
        {last?.state === 'waiting' && last.reason ? ` ${w.soFar(last.reason)}` : ''}
      </p>
    </section>
  );
}
