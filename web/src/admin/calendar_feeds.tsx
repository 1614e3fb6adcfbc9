// The sources of a calendar's holidays: how each stands, asking them now, and what a newer copy would change before it does.
import { Alert, Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { decideHolidays, fetchHolidays, holidayFeedsOptions, type HolidayFeed } from '../api/holiday_feeds';
import { useSession } from '../api/session';
import type { Id } from '../api/types';
import { useSpoken, useT } from '../i18n';
import { deCalendarFeeds } from '../i18n/de_calendar_feeds';
import { enCalendarFeeds } from '../i18n/en_calendar_feeds';
import { When } from '../ui/bits';
import { AlertIcon } from '../ui/icons';
import { toastError, toastDone } from '../ui/toast';
import classes from './calendar_feeds.module.css';

const words = { en: enCalendarFeeds, de: deCalendarFeeds };
/** Of each list; what is left out is counted. */
const datesShown = 12;

const useWords = () => words[useSpoken().language];

export function CalendarFeeds({ calendar }: { calendar: Id }) {
  const t = useT();
  const w = useWords();
  const { may } = useSession();
  const client = useQueryClient();
  const options = holidayFeedsOptions(calendar);
  const feeds = useQuery(options).data ?? [];
  const [busy, setBusy] = useState(false);
  if (feeds.length === 0) return null;
  const attempt = async (work: () => Promise<HolidayFeed[]>, done?: string) => {
    setBusy(true);
    try {
      client.setQueryData(options.queryKey, await work());
      if (done) {
        toastDone(t, done);
        void client.invalidateQueries({ queryKey: ['records', 'calendars'] });
        void client.invalidateQueries({ queryKey: ['calendar', calendar] });
      }
    } catch (error) {
      toastError(t, error);
    }
    setBusy(false);
  };
  const decide = (feed: HolidayFeed, take: boolean) =>
    void attempt(() => decideHolidays(calendar, feed.id, feed.held?.at ?? '', take), take ? w.taken : undefined);
  const edits = may('catalogue.import');
  return (
    <section className={classes.feeds} aria-labelledby="feeds-title">
      <div className={classes.head}>
        <p className={classes.title} id="feeds-title">
          {w.title}
        </p>
        {edits && (
          <Button size="compact-xs" variant="default" loading={busy} onClick={() => void attempt(() => fetchHolidays(calendar))}>
            {w.fetch}
          </Button>
        )}
      </div>
      <ul className={classes.list} aria-live="polite">
        {feeds.map((feed) => (
          <Feed key={feed.id} feed={feed} decide={edits ? (take) => decide(feed, take) : null} busy={busy} />
        ))}
      </ul>
    </section>
  );
}

function Feed({ feed, decide, busy }: { feed: HolidayFeed; decide: ((take: boolean) => void) | null; busy: boolean }) {
  const w = useWords();
  const say = useDates();
  const waits = feed.asked || !feed.tried_at;
  return (
    <li>
      <span className={classes.address}>{feed.address}</span>
      <p className="dim">
        {feed.last_day && feed.days_ahead > 0 ? w.days(feed.days_ahead, say(feed.last_day)) : w.noDays}
        {' · '}
        {feed.fetched_at ? (
          <>
            {w.fetched} <When at={feed.fetched_at} />
          </>
        ) : (
          w.never
        )}
        {' · '}
        {waits ? (
          w.asking
        ) : (
          <>
            {w.next} <When at={feed.next_at ?? ''} />
          </>
        )}
      </p>
      {feed.error && (
        <p className={classes.failed}>
          <AlertIcon size={14} /> <span>{feed.fetched_at ? w.failed(feed.error) : w.failedFirst(feed.error)}</span>
        </p>
      )}
      {feed.held && (
        <Alert color="gray" variant="outline" className={classes.held}>
          <p>{w.held[feed.held.why]}</p>
          <Dates title={w.added} dates={feed.held.added} count={feed.held.added_count} />
          <Dates title={w.gone} dates={feed.held.gone} count={feed.held.gone_count} />
          {decide && (
            <div className={classes.buttons}>
              <Button size="compact-sm" variant="default" disabled={busy} onClick={() => decide(false)}>
                {w.leave}
              </Button>
              <Button size="compact-sm" disabled={busy} onClick={() => decide(true)}>
                {w.take}
              </Button>
            </div>
          )}
        </Alert>
      )}
    </li>
  );
}

type Held = NonNullable<HolidayFeed['held']>;

function Dates({ title, dates, count }: { title: (n: number) => string; dates: Held['added']; count: number }) {
  const w = useWords();
  const say = useDates();
  if (count === 0) return null;
  return (
    <details open={count <= datesShown}>
      <summary>{title(count)}</summary>
      <ul>
        {dates.slice(0, datesShown).map(({ date, name }) => (
          <li key={date}>
            {say(date)} {name}
          </li>
        ))}
        {count > datesShown && <li className="dim">{w.more(count - datesShown)}</li>}
      </ul>
    </details>
  );
}

/** A date as people of the language write it; it belongs to no zone. */
function useDates(): (date: string) => string {
  const { language } = useSpoken();
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: 'UTC', dateStyle: 'medium' });
  return (date) => format.format(new Date(`${date}T00:00:00Z`));
}
