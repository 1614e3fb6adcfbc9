// Secret addresses at which a calendar program reads shifts: made, shown once, revoked.
import { Button, Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNames } from '../api/names';
import { feedsOptions, makeFeed, onCallChanged, onCallOptions, revokeFeed } from '../api/on_call';
import type { Id } from '../api/types';
import { useOffice } from '../i18n/office';
import { When } from '../ui/bits';
import { OnceShown } from '../ui/once_shown';
import { toastError } from '../ui/toast';
import classes from './on_call.module.css';

const own = 'own';

export function Feeds() {
  const t = useOffice();
  const w = t.onCall;
  const nameOf = useNames();
  const client = useQueryClient();
  const feeds = useQuery(feedsOptions).data ?? [];
  const rosters = useQuery(onCallOptions).data?.items ?? [];
  const [shows, setShows] = useState<string>(own);
  const [made, setMade] = useState('');
  const nameFor = (roster: Id | null | undefined) => (roster ? nameOf(roster) : w.feedOwn);
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      toastError(t, error);
    }
    await onCallChanged(client);
  };
  const make = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      const roster = shows === own ? null : shows;
      const feed = await makeFeed(roster, nameFor(roster));
      setMade(`${location.origin}${feed.path}`);
    });
  };
  return (
    <section className={classes.part}>
      <h2>{w.feeds}</h2>
      <p className="dim">{w.feedsHint}</p>
      <ul className={classes.list}>
        {feeds.map((feed) => (
          <li key={feed.id}>
            <span className={classes.name}>{nameFor(feed.roster)}</span>
            <span className="dim">
              <When at={feed.created_at} />
            </span>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={w.feedRevokeOne(nameFor(feed.roster))}
              onClick={() => void attempt(() => revokeFeed(feed.id))}
            >
              {w.feedRevoke}
            </Button>
          </li>
        ))}
      </ul>
      <form className={classes.line} onSubmit={make}>
        <Select
          label={w.feedFor}
          allowDeselect={false}
          data={[{ value: own, label: w.feedOwn }, ...rosters.map(({ roster }) => ({ value: roster, label: nameOf(roster) }))]}
          value={shows}
          onChange={(value) => setShows(value ?? own)}
        />
        <Button type="submit" variant="default">
          {w.feedMake}
        </Button>
      </form>
      {made && <OnceShown secret={made} name={w.feeds} hint={w.feedOnce} />}
    </section>
  );
}
