// One thing that one was told, as the menu and the page show it.
import type { Notification } from '../api/types';
import { Ago, Priority } from '../ui/bits';
import { useWords } from './words';
import classes from './notifications.module.css';

/** Where it leads. */
export const placeOf = ({ number }: Notification) =>
  number ? ({ to: '/incidents/$number', params: { number } } as const) : ({ to: '/on-call' } as const);

export function Notice({ notice }: { notice: Notification }) {
  const w = useWords();
  return (
    <span className={classes.notice} data-unread={notice.read_at === null || undefined}>
      <span className={classes.first}>
        <span className={classes.dot} aria-hidden="true" />
        <strong>
          {w.kinds[notice.kind] ?? notice.kind}
          {notice.read_at === null && <span className="visually-hidden">, {w.isUnread}</span>}
        </strong>
        <span className={classes.at}>
          <Ago at={notice.at} short />
        </span>
      </span>
      {notice.number && (
        <span className={classes.about}>
          {notice.priority ? <Priority value={notice.priority} /> : null} <span>{notice.title}</span>
        </span>
      )}
      {notice.text && <span className={classes.text}>{notice.text}</span>}
      <span className={classes.text}>{[notice.number, notice.by && w.by(notice.by)].filter(Boolean).join(' · ')}</span>
    </span>
  );
}
