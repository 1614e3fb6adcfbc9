// A list of what came, went or failed, newest first, page after page: its title, which of them are shown, and the lines.
import { Button, SegmentedControl } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import type { Page } from '../api/types';
import { useT } from '../i18n';
import { Failed, SkeletonLines } from '../ui/bits';
import classes from './oversight.module.css';

interface Props<Row, Which extends string> {
  title: string;
  list: UseInfiniteQueryResult<InfiniteData<Page<Row>>>;
  none: string;
  line(row: Row): ReactNode;
  /** Which of them; the first is what one comes for. */
  choices?: Record<Which, string>;
  which?: Which;
  onWhich?(which: Which): void;
  beside?(rows: Row[]): ReactNode;
}

export function LongList<Row, Which extends string>(props: Props<Row, Which>) {
  const { title, list, none, line, choices, which, onWhich, beside } = props;
  const t = useT();
  const id = useId();
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className={classes.deliveries} aria-labelledby={id}>
      <div className={classes.deliveriesHead}>
        <h2 id={id}>{title}</h2>
        {choices && (
          <SegmentedControl
            size="xs"
            aria-label={title}
            value={which}
            onChange={(next) => onWhich?.(next as Which)}
            data={Object.entries<string>(choices).map(([value, label]) => ({ value, label }))}
          />
        )}
        {beside?.(rows)}
      </div>
      {list.isPending && <SkeletonLines lines={3} />}
      {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <p className="dim">{none}</p>}
      {rows.length > 0 && <ul className={classes.changes}>{rows.map(line)}</ul>}
      {list.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
          className={classes.further}
        >
          {t.story.older}
        </Button>
      )}
    </section>
  );
}
