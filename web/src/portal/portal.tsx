// What a caller sees: one question, and what became of the answers to it. No jargon, no numbers before words.
import { Button, Select, Textarea, Switch } from '@mantine/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { adminPlaces, keepsPart } from '../admin/places';
import { api, call, randomKey } from '../api/client';
import { catalogueOptions, listOptions, spread } from '../api/incidents';
import { ApiError } from '../api/problem';
import { useSession } from '../api/session';
import type { Incident } from '../api/types';
import { useT } from '../i18n';
import { AccountMenu } from '../shell/account_menu';
import { Ago, Failed, SkeletonLines } from '../ui/bits';
import { ForwardIcon, Mark } from '../ui/icons';
import { sayError } from '../ui/say_error';
import { useTitle } from '../ui/use_title';
import { Progress } from './progress';
import { titleOf } from './title_of';
import classes from './portal.module.css';

const draftName = 'report';

export function PortalShell({ children }: { children: ReactNode }) {
  const t = useT();
  const [place] = adminPlaces(useSession().may);
  const administers = useLocation({ select: ({ pathname }) => pathname.startsWith('/admin/') });
  return (
    <>
      <a className="skip-link" href="#content">
        {t.skip}
      </a>
      <header className={classes.bar}>
        <Link to="/" className={classes.brand}>
          <Mark size={26} /> {t.product}
        </Link>
        <div className={classes.barEnd}>
          {place && (
            <Link to="/admin/$path" params={{ path: place }} className={classes.place}>
              {t.nav.admin}
            </Link>
          )}
          <AccountMenu />
        </div>
      </header>
      <main id="content" tabIndex={-1} className={administers ? classes.wide : classes.page}>
        {children}
      </main>
    </>
  );
}

export function PortalHome() {
  const t = useT();
  const [thanks, setThanks] = useState<Incident | null>(null);
  useTitle(t.portal.title);
  return (
    <>
      {thanks && (
        <p className={classes.thanks} role="status">
          {t.portal.thanks(thanks.number)}{' '}
          <Link to="/incidents/$number" params={{ number: thanks.number }}>
            {thanks.title}
          </Link>
        </p>
      )}
      <Report onReported={setThanks} />
      <Own />
    </>
  );
}

function Report({ onReported }: { onReported(incident: Incident): void }) {
  const t = useT();
  const client = useQueryClient();
  const { drafts } = useSession();
  const catalogue = useQuery(catalogueOptions);
  const [text, setText] = useState(() => drafts.read<string>(draftName) ?? '');
  const [service, setService] = useState<string | null>(null);
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const key = useRef(randomKey());

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '' || busy) return;
    setBusy(true);
    setFailure('');
    try {
      const body = { ...titleOf(text), ...(service && { service }) };
      const answer = await call(api.POST('/api/v1/incidents', { params: { header: { 'Idempotency-Key': key.current } }, body }));
      drafts.drop(draftName);
      key.current = randomKey();
      setText('');
      setService(null);
      spread(client, answer);
      void client.invalidateQueries({ queryKey: ['incidents'] });
      onReported(answer);
    } catch (error) {
      const fields = error instanceof ApiError ? Object.values(error.byField()).join(' ') : '';
      setFailure(`${fields || sayError(t, error)} ${t.error.kept}`);
    }
    setBusy(false);
  };
  const services = catalogue.data?.services ?? [];
  return (
    <form onSubmit={(event) => void submit(event)} className={classes.report}>
      <h1 id="question">{t.portal.title}</h1>
      <Textarea
        aria-labelledby="question"
        placeholder={`${t.portal.hint}. ${t.portal.moreHint}`}
        autosize
        minRows={3}
        maxRows={16}
        value={text}
        error={failure || undefined}
        onChange={(event) => {
          setText(event.currentTarget.value);
          drafts.write(draftName, event.currentTarget.value);
          key.current = randomKey();
        }}
      />
      <div className={classes.reportFoot}>
        {services.length > 0 && (
          <Select
            aria-label={t.portal.service}
            placeholder={t.portal.service}
            data={services.map(({ id, name }) => ({ value: id, label: name }))}
            value={service}
            onChange={(chosen) => {
              setService(chosen);
              key.current = randomKey();
            }}
            clearable
            searchable
            nothingFoundMessage={t.palette.nothing}
          />
        )}
        <Button type="submit" size="md" loading={busy} disabled={text.trim() === ''}>
          {t.portal.submit}
        </Button>
      </div>
    </form>
  );
}

function Own() {
  const t = useT();
  const { may } = useSession();
  const [ended, setEnded] = useState(false);
  const list = useInfiniteQuery({
    ...listOptions({ filter: ended ? '' : 'not state in (closed, cancelled)', q: '', order: '-opened_at' }),
    refetchOnWindowFocus: true,
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="own">
      <div className={classes.ownHead}>
        <h2 id="own">{keepsPart(may) ? t.portal.ofOrganisation : t.portal.own}</h2>
        <Switch
          label={t.portal.closedToo}
          checked={ended}
          onChange={(event) => setEnded(event.currentTarget.checked)}
          size="sm"
        />
      </div>
      {list.isPending && <SkeletonLines lines={3} />}
      {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <p className={classes.empty}>{t.portal.empty}</p>}
      <ul className={classes.list}>
        {rows.map((incident) => (
          <li key={incident.id}>
            <Link
              to="/incidents/$number"
              params={{ number: incident.number }}
              className={classes.item}
              data-asks={asks(incident) || undefined}
            >
              <span className={classes.itemTitle}>{incident.title}</span>
              <Progress incident={incident} />
              <span className={classes.itemWhen}>
                {incident.number} · {t.portal.reported} <Ago at={incident.opened_at} />
              </span>
              <ForwardIcon className={classes.itemArrow} />
            </Link>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {t.story.older}
        </Button>
      )}
    </section>
  );
}

/** Waits for the caller. */
function asks(incident: Incident): boolean {
  return (incident.state === 'on_hold' && incident.hold_kind === 'caller') || incident.state === 'resolved';
}
