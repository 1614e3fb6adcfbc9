// What happened, the newest first below the composer: comments and notes as they were written, changes as one line each.
import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { storyOptions } from '../api/incidents';
import type { Incident, StoryItem } from '../api/types';
import { useFormat, useT } from '../i18n';
import { Ago, Failed, SkeletonLines } from '../ui/bits';
import { Written } from '../ui/written';
import { ClipIcon, EyeIcon, LockIcon } from '../ui/icons';
import { changeText } from './change_lines';
import { isLong, isQuiet, useSay } from './say_value';
import { newestFirst } from './story_order';
import classes from './incident.module.css';

type Show = 'all' | 'talk';

export function Story({ incident }: { incident: Pick<Incident, 'id'> }) {
  const t = useT();
  const [show, setShow] = useState<Show>('all');
  const story = useInfiniteQuery(storyOptions(incident.id));
  if (story.isPending) return <SkeletonLines lines={5} />;
  if (story.isError && !story.data) return <Failed error={story.error} retry={() => void story.refetch()} />;
  const items = newestFirst(story.data.pages.flatMap((page) => page.items)).filter(
    ({ kind }) => show === 'all' || kind === 'comment',
  );
  return (
    <section aria-labelledby="story-title">
      <div className={classes.storyHead}>
        <h2 id="story-title" className={classes.sideTitle}>
          {t.story.title}
        </h2>
        <SegmentedControl
          size="xs"
          value={show}
          onChange={(next) => setShow(next as Show)}
          data={[
            { value: 'all', label: t.story.everything },
            { value: 'talk', label: t.story.commentsOnly },
          ]}
          aria-label={t.story.show}
        />
      </div>
      {items.length === 0 && <p className="dim">{t.story.empty}</p>}
      <ol className={classes.story}>
        {items.map((item) => (
          <StoryEntry key={String(item.id ?? item.seq)} item={item} />
        ))}
      </ol>
      {story.hasNextPage && (
        <Button size="xs" variant="default" loading={story.isFetchingNextPage} onClick={() => void story.fetchNextPage()}>
          {t.story.older}
        </Button>
      )}
    </section>
  );
}

function StoryEntry({ item }: { item: StoryItem }) {
  const t = useT();
  const format = useFormat();
  const by = (item.by && item.by_name) || t.system;
  if (item.kind === 'comment' || item.kind === 'note') {
    const Icon = item.kind === 'comment' ? EyeIcon : LockIcon;
    return (
      <li className={classes.entry} data-kind={item.kind}>
        <div className={classes.entryHead}>
          <strong>{by}</strong>
          <span className={classes.entryReader}>
            <Icon size={14} /> {item.kind === 'comment' ? t.story.sawCaller : t.story.sawStaff}
          </span>
          {item.time_worked_s ? <span className="dim">{format.duration(item.time_worked_s)}</span> : null}
          <span className={classes.entryTime}>
            <Ago at={item.at} />
          </span>
        </div>
        <Written html={item.html} text={item.text} />
      </li>
    );
  }
  return <ChangeEntry item={item} by={by} />;
}

function ChangeEntry({ item, by }: { item: StoryItem; by: string }) {
  const t = useT();
  const say = useSay();
  const act = (item.what ?? '').replace(/^incident\./, '');
  const did = t.what[act];
  const changed = Object.entries(item.diff ?? {}).filter(([field]) => !isQuiet(field) && !(did && isSaidBy(act, field)));
  // Long texts are not set beside each other here: that they changed is the whole sentence.
  const texts = act === 'edited' && changed.length > 0 && changed.every(([field]) => isLong(field));
  const lines = texts ? [] : changed.map(([field, [before, after]]) => changeText(t, say, field, before, after));
  const sentence = texts ? t.story.changedTexts(changed.map(([field]) => t.field[field] ?? field)) : did;
  const why = [item.why?.rule, item.why?.reason, item.why?.note, item.why?.number, item.why?.did, item.why?.left_out].filter(
    (part): part is string => typeof part === 'string' && part !== '',
  );
  if (!did && lines.length === 0 && item.kind !== 'attachment') return null;
  const file = item.attachment?.name ?? '';
  return (
    <li className={classes.event}>
      <span className={classes.eventDot} aria-hidden="true">
        {item.kind === 'attachment' && <ClipIcon size={14} />}
      </span>
      <div>
        <strong>{by}</strong> {item.kind === 'attachment' ? t.story.attached(file) : sentence}
        {lines.length > 0 && <span className={classes.eventText}> {lines.join(' · ')}</span>}
        {why.length > 0 && <span className={classes.eventWhy}>{why.join(' · ')}</span>}
      </div>
      <span className={classes.entryTime}>
        <Ago at={item.at} />
      </span>
    </li>
  );
}

/** The sentence says it already: what logging set, and the state that a command leads to. */
function isSaidBy(act: string, field: string): boolean {
  return act === 'logged' || (field === 'state' && !['edited', 'undone', 'task_changed'].includes(act));
}
