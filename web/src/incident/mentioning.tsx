// Completing an @login in the composer: people of staff below the field, chosen by arrows and Enter, Tab or a press.
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { findPeople } from '../api/incidents';
import { useT } from '../i18n';
import { mentionAt, withMention } from '../lib/mention';
import classes from './incident.module.css';

const offeredMost = 6;

export function useMentions(area: RefObject<HTMLTextAreaElement | null>, text: string, write: (text: string) => void) {
  const t = useT();
  const id = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const [chosen, setChosen] = useState(0);
  const typing = caret === null ? null : mentionAt(text, caret);
  const [asked] = useDebouncedValue(typing?.typed ?? '', 150);
  const found = useQuery({
    queryKey: ['pick', 'mention', asked],
    queryFn: async ({ signal }) =>
      (await findPeople(asked, signal)).filter(({ login, roles }) => login && roles?.some((role) => role !== 'caller')),
    enabled: typing !== null,
    staleTime: 30_000,
  });
  const wanted = (typing?.typed ?? '').toLowerCase();
  const people = typing
    ? (found.data ?? [])
        .filter(({ name, login }) => `${name} ${login}`.toLowerCase().includes(wanted) && login?.toLowerCase() !== wanted)
        .slice(0, offeredMost)
    : [];
  const open = people.length > 0;
  const at = Math.min(chosen, people.length - 1);

  const look = () => {
    setCaret(area.current?.selectionStart ?? null);
    setChosen(0);
  };
  const close = () => setCaret(null);
  const take = (i: number) => {
    const login = people[i]?.login;
    if (!login || !typing || caret === null) return;
    const next = withMention(text, typing, caret, login);
    // At once: the next letter may come before the next frame.
    flushSync(() => {
      write(next.text);
      close();
    });
    area.current?.focus();
    area.current?.setSelectionRange(next.caret, next.caret);
  };
  /** Whether the key was meant for the list. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (!open || event.ctrlKey || event.metaKey) return false;
    if (event.key === 'ArrowDown') setChosen((at + 1) % people.length);
    else if (event.key === 'ArrowUp') setChosen((at + people.length - 1) % people.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(at);
    else if (event.key === 'Escape') close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const list = open && (
    <ul id={id} role="listbox" aria-label={t.story.mention} className={classes.mentions}>
      {people.map((person, i) => (
        <li
          key={person.id}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === at}
          onMouseDown={(event) => {
            event.preventDefault();
            take(i);
          }}
        >
          {person.name} <span className="dim">@{person.login}</span>
        </li>
      ))}
    </ul>
  );
  const aria = {
    'aria-autocomplete': 'list' as const,
    'aria-controls': open ? id : undefined,
    'aria-activedescendant': open ? `${id}-${at}` : undefined,
  };
  return { list, aria, look, close, onKey };
}
