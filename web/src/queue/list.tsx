// The lines, drawn only where one looks, read on by themselves when one comes near the end.
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { Incident } from '../api/types';
import { useT } from '../i18n';
import { Row } from './row';
import classes from './queue.module.css';

const rowHeight = 36;
const phoneRowHeight = 68;
/** How near to the end the next page is asked for, in rows. */
const ahead = 20;

interface Props {
  rows: Incident[];
  active: string | null;
  selected: ReadonlySet<string>;
  gone: ReadonlySet<string>;
  /** Focus follows the active row after a key; not after a click or a reload. */
  focus: number;
  offset: React.RefObject<number>;
  hasMore: boolean;
  loadingMore: boolean;
  onMore(): void;
  onActivate(id: string): void;
  onSelect(id: string): void;
}

export function List({ rows, active, selected, gone, focus, offset, hasMore, loadingMore, onMore, onActivate, onSelect }: Props) {
  const t = useT();
  const scroller = useRef<HTMLDivElement>(null);
  const phone = useMediaQuery('(max-width: 700px)', false, { getInitialValueInEffect: false });
  const height = phone ? phoneRowHeight : rowHeight;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    // A guess that is put right at once: without it the lines would wait for the frame to be laid out.
    initialRect: { width: innerWidth, height: innerHeight },
    initialOffset: () => offset.current,
  });
  useEffect(() => virtual.measure(), [virtual, height]);

  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !loadingMore && last >= rows.length - ahead) onMore();
  }, [hasMore, loadingMore, last, rows.length, onMore]);

  const activeIndex = rows.findIndex(({ id }) => id === active);
  useEffect(() => {
    if (focus === 0 || activeIndex < 0) return;
    virtual.scrollToIndex(activeIndex, { align: 'auto' });
    const frame = requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-row="${active}"]`)?.focus({ preventScroll: true }),
    );
    return () => cancelAnimationFrame(frame);
    // Only a key moves the focus; rows that change below must not take it.
  }, [focus]);

  const f = t.field;
  const head = [f.priority, f.title, f.service, f.assignee, f.state, f.due_at, f.clock, f.age];
  const { priority, what, service, who, state, due, clock, age } = classes;
  const places = [priority, what, service, who, state, due, clock, age];
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      onScroll={(event) => {
        offset.current = event.currentTarget.scrollTop;
      }}
    >
      <div
        role="table"
        aria-label={t.queue.list}
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        className={classes.table}
        data-nothing-due={rows.every((row) => !row.due_at && !row.due_paused && !row.breached) || undefined}
      >
        <div role="rowgroup" className={classes.head}>
          <div role="row" className={classes.headRow} aria-rowindex={1}>
            <span role="columnheader" className={classes.check}>
              <span className="visually-hidden">{t.help.select}</span>
            </span>
            {head.map((label, i) => (
              <span key={label} role="columnheader" className={places[i]}>
                <span className={i === 0 ? 'visually-hidden' : undefined}>{label}</span>
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            const first = active === null && item.index === 0;
            return (
              <Row
                key={row.id}
                row={row}
                index={item.index}
                top={item.start}
                height={item.size}
                active={row.id === active || first}
                selected={selected.has(row.id)}
                gone={gone.has(row.id)}
                onActivate={onActivate}
                onSelect={onSelect}
              />
            );
          })}
        </div>
      </div>
      <p className={classes.end} role="status">
        {loadingMore ? t.queue.loadingMore : !hasMore && rows.length > 20 ? t.queue.end : ''}
      </p>
    </div>
  );
}
