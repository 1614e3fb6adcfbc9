// The part of the account page about chats: which accounts are mine there, and the code that proves another one.
import { Button, CopyButton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { chatKey, chatOptions, endChatAccount, makeChatCode } from '../api/chat';
import { useFormat, useT } from '../i18n';
import { toastError } from '../ui/toast';
import { useContactWords } from './words';
import classes from './contact.module.css';

export function ChatPart() {
  const t = useT();
  const w = useContactWords();
  const format = useFormat();
  const client = useQueryClient();
  const [code, setCode] = useState<{ code: string; ends_at: string; known: number } | null>(null);
  const chats = useQuery(chatOptions(code !== null)).data;
  const [busy, setBusy] = useState(false);
  if (!chats || (chats.workspaces.length === 0 && chats.items.length === 0)) return null;
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toastError(t, error);
    }
    await client.invalidateQueries({ queryKey: chatKey });
    setBusy(false);
  };
  // Once it was written there, an account more is here.
  const waits = code !== null && chats.items.length <= code.known;
  const command = code ? `/incident link ${code.code}` : '';
  return (
    <section className={classes.part} aria-labelledby="chats">
      <h2 id="chats">{w.chats.title}</h2>
      <p className="dim">{w.chats.hint}</p>
      <ul className={classes.list}>
        {chats.items.map((account) => (
          <li key={account.id}>
            <span className={classes.name}>{account.workspace}</span>
            <span className="dim">{account.account}</span>
            <Button
              size="compact-xs"
              variant="default"
              disabled={busy}
              aria-label={w.chats.endFor(account.workspace)}
              onClick={() => void attempt(() => endChatAccount(account.id))}
            >
              {w.chats.end}
            </Button>
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        loading={busy}
        onClick={() => void attempt(async () => setCode({ ...(await makeChatCode()), known: chats.items.length }))}
      >
        {w.chats.make}
      </Button>
      {waits && (
        <div role="status" className={classes.here}>
          <p>{w.chats.write(chats.workspaces.join(', '), format.exact(code.ends_at))}</p>
          <p>
            <code>{command}</code>{' '}
            <CopyButton value={command}>
              {({ copied, copy }) => (
                <Button size="compact-xs" variant="default" onClick={copy}>
                  {copied ? w.chats.copied : w.chats.copy}
                </Button>
              )}
            </CopyButton>
          </p>
        </div>
      )}
    </section>
  );
}
