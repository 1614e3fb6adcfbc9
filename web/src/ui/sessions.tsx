// Where somebody is signed in, and the way to end it.
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { endSession, endSessions, sessionsOptions } from '../api/access';
import type { Id } from '../api/types';
import { useT } from '../i18n';
import { Ago } from './bits';
import { toastError } from './toast';
import classes from './tokens.module.css';

/** `person` null: one's own. */
export function Sessions({ person }: { person: Id | null }) {
  const t = useT();
  const client = useQueryClient();
  const sessions = useQuery(sessionsOptions(person));
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      toastError(t, error);
    }
    void client.invalidateQueries({ queryKey: sessionsOptions(person).queryKey });
  };
  const list = sessions.data ?? [];
  const others = list.filter(({ current }) => !current);
  return (
    <section>
      <h3 className={classes.title}>{t.account.sessions}</h3>
      {sessions.isSuccess && list.length === 0 && <p className="dim">{t.none}</p>}
      <ul className={classes.list}>
        {list.map((session) => (
          <li key={session.id}>
            <span className={classes.name}>{session.device || t.account.unknownDevice}</span>
            <span className="dim">
              {session.address} · {session.current ? t.account.thisOne : <Ago at={session.seen_at} />}
            </span>
            {person === null && !session.current && (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => void attempt(() => endSession(session.id))}
                aria-label={`${t.account.end}: ${session.device}`}
              >
                {t.account.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => void attempt(() => endSessions(person))}>
          {person === null ? t.account.endOthers : t.account.endAll}
        </Button>
      )}
    </section>
  );
}
