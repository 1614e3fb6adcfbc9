// What is silenced, what will be, and what was: everybody's silences, those of amtool with them.
import { Button, Modal, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { endSilence, fetchSilences, silencesChanged, type Silence, type SilenceState } from '../api/alerts';
import { useNames } from '../api/names';
import { useSession } from '../api/session';
import { useT } from '../i18n';
import { Empty, Failed, SkeletonLines, When } from '../ui/bits';
import { toastDone, toastError } from '../ui/toast';
import { useTitle } from '../ui/use_title';
import { SilenceForm } from './silence_form';
import { AlertTabs } from './tabs';
import { useAlertWords } from './words';
import classes from './alerts.module.css';

const states: SilenceState[] = ['active', 'pending', 'expired'];
const everyMs = 30_000;

export function SilencesPage() {
  const w = useAlertWords();
  const s = w.silences;
  const { may } = useSession();
  const [state, setState] = useState<SilenceState>('active');
  const [making, setMaking] = useState(false);
  const list = useInfiniteQuery({
    queryKey: ['silences', state],
    queryFn: ({ pageParam }) => fetchSilences(state, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: everyMs,
  });
  useTitle(s.title);
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <h1 className="visually-hidden">{s.title}</h1>
        <AlertTabs current="silences" />
        <div className={classes.tools}>
          <SegmentedControl
            size="xs"
            aria-label={s.title}
            value={state}
            onChange={(next) => setState(next as SilenceState)}
            data={states.map((value) => ({ value, label: s.states[value] }))}
          />
          {may('alert.silence') && (
            <Button size="compact-sm" onClick={() => setMaking(true)}>
              {s.make}
            </Button>
          )}
        </div>
      </header>
      <p className={classes.hint}>{s.hint}</p>
      {list.isPending && <SkeletonLines lines={5} />}
      {list.isError && rows.length === 0 && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <Empty title={s.none[state]} />}
      {rows.length > 0 && (
        <ul className={classes.silences} aria-label={s.list}>
          {rows.map((silence) => (
            <Line key={silence.id} silence={silence} mayEnd={may('alert.silence')} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <p className={classes.end}>
          <Button variant="default" size="xs" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {s.more}
          </Button>
        </p>
      )}
      {making && <SilenceForm begin={{ source: null, matchers: [] }} onClose={() => setMaking(false)} />}
    </div>
  );
}

function Line({ silence, mayEnd }: { silence: Silence; mayEnd: boolean }) {
  const t = useT();
  const w = useAlertWords();
  const s = w.silences;
  const nameOf = useNames();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const author = silence.author ? nameOf(silence.author) : silence.created_by;
  const said = silence.matchers.join(', ');
  const end = async () => {
    setBusy(true);
    try {
      await endSilence(silence.id);
      toastDone(t, s.ended);
    } catch (error) {
      toastError(t, error);
    }
    setAsking(false);
    setBusy(false);
    silencesChanged(client);
  };
  return (
    <li>
      <div>
        <div className={classes.matchers}>
          {silence.matchers.map((matcher) => (
            <code key={matcher}>{matcher}</code>
          ))}
        </div>
        <p>{silence.comment}</p>
        <p className="dim">
          {silence.source ? nameOf(silence.source) : s.allSources} · {author ?? ''} ·{' '}
          {silence.state === 'pending' && (
            <>
              {s.from} <When at={silence.starts_at} />{' '}
            </>
          )}
          {s.until} <When at={silence.ends_at} />
        </p>
      </div>
      {mayEnd && silence.state !== 'expired' && (
        <Button size="compact-sm" variant="default" aria-label={s.endOne(said)} onClick={() => setAsking(true)}>
          {s.end}
        </Button>
      )}
      {asking && (
        <Modal opened onClose={() => setAsking(false)} title={s.endOne(said)} closeButtonProps={{ 'aria-label': t.close }}>
          <p>{s.endAsk}</p>
          <div className={classes.foot}>
            <Button variant="default" onClick={() => setAsking(false)}>
              {t.cancel}
            </Button>
            <Button loading={busy} onClick={() => void end()}>
              {s.end}
            </Button>
          </div>
        </Modal>
      )}
    </li>
  );
}
