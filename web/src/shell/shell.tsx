// The frame of the console: the rail of places, the bar with search, palette and oneself, and the banner when the server is gone.
import { ActionIcon, Tooltip } from '@mantine/core';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { adminPlaces } from '../admin/places';
import { useSession } from '../api/session';
import { CommandProvider } from '../commands/provider';
import { useT } from '../i18n';
import { useCalm } from '../lib/calm';
import { useKeys } from '../lib/keys';
import { someTries, untilHad } from '../lib/until_had';
import { useLive } from '../live/live';
import { AdminIcon, BellIcon, CommandIcon, Mark, OnCallIcon, PlusIcon, QueueIcon, RegisterIcon, SearchIcon } from '../ui/icons';
import { AccountMenu } from './account_menu';
import { openPalette } from './palette_store';
import classes from './shell.module.css';

const Palette = lazy(() => untilHad(() => import('./palette')).then(({ Palette: component }) => ({ default: component })));
const UrgentWatch = lazy(() => untilHad(() => import('./later')).then(({ UrgentWatch: component }) => ({ default: component })));
const Bell = lazy(() => untilHad(() => import('./later')).then(({ Bell: component }) => ({ default: component })));
const Help = lazy(() => untilHad(() => import('./help'), someTries).then(({ Help: component }) => ({ default: component })));

export function Shell({ children }: { children: ReactNode }) {
  const t = useT();
  const navigate = useNavigate();
  const calm = useCalm();
  const [help, setHelp] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  useKeys({
    '/': () => search.current?.focus(),
    l: () => void navigate({ to: '/log' }),
    '?': () => setHelp(true),
    '.': () => openPalette('thing'),
    'mod+k': () => openPalette('all'),
    'g q': () => void navigate({ to: '/queue/$view', params: { view: 'mine' } }),
    'g i': () => void navigate({ to: '/incidents' }),
    'g a': () => void navigate({ to: '/alerts' }),
    'g o': () => void navigate({ to: '/on-call' }),
  });
  return (
    <CommandProvider>
      <a className="skip-link" href="#content">
        {t.skip}
      </a>
      <div className={classes.frame}>
        <Rail />
        <header className={classes.bar}>
          <SearchBox box={search} />
          <Tooltip label={t.shortcut(t.nav.palette, 'Ctrl+K')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t.nav.palette}
              aria-keyshortcuts="Control+K"
              onClick={() => openPalette('all')}
            >
              <CommandIcon />
            </ActionIcon>
          </Tooltip>
          <Suspense fallback={<span className={classes.bellPlace} />}>{calm && <Bell />}</Suspense>
          <Tooltip label={t.shortcut(t.nav.log, 'l')}>
            <ActionIcon
              component={Link}
              to="/log"
              variant="filled"
              size="lg"
              aria-label={t.nav.log}
              aria-keyshortcuts="l"
              className={classes.log}
            >
              <PlusIcon />
            </ActionIcon>
          </Tooltip>
          <AccountMenu onHelp={() => setHelp(true)} />
        </header>
        <main id="content" tabIndex={-1} className={classes.content}>
          <Interrupted />
          {children}
        </main>
      </div>
      <Suspense fallback={null}>
        {calm && <Palette />}
        {calm && <UrgentWatch />}
        {help && <Help onClose={() => setHelp(false)} />}
      </Suspense>
    </CommandProvider>
  );
}

function Rail() {
  const t = useT();
  const { may } = useSession();
  const [firstPlace] = adminPlaces(may);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const place = (active: boolean) => ({
    className: classes.place,
    'data-active': active || undefined,
    'aria-current': active ? ('page' as const) : undefined,
  });
  return (
    <nav className={classes.rail} aria-label={t.nav.main}>
      <Link to="/" className={classes.brand} aria-label={t.product}>
        <Mark size={28} />
      </Link>
      <Tooltip label={t.shortcut(t.nav.queue, 'g q')} position="right">
        <Link to="/queue/$view" params={{ view: 'mine' }} {...place(path.startsWith('/queue'))}>
          <QueueIcon size={20} />
          <span>{t.nav.queue}</span>
        </Link>
      </Tooltip>
      <Tooltip label={t.shortcut(t.nav.incidents, 'g i')} position="right">
        <Link to="/incidents" {...place(path.startsWith('/incidents'))}>
          <RegisterIcon size={20} />
          <span>{t.nav.incidents}</span>
        </Link>
      </Tooltip>
      {may('alert.read') && (
        <Tooltip label={t.shortcut(t.nav.alerts, 'g a')} position="right">
          <Link to="/alerts" {...place(path.startsWith('/alerts'))}>
            <BellIcon size={20} />
            <span>{t.nav.alerts}</span>
          </Link>
        </Tooltip>
      )}
      {may('roster.read') && (
        <Tooltip label={t.shortcut(t.nav.onCall, 'g o')} position="right">
          <Link to="/on-call" {...place(path.startsWith('/on-call'))}>
            <OnCallIcon size={20} />
            <span>{t.nav.onCall}</span>
          </Link>
        </Tooltip>
      )}
      {firstPlace && (
        <Link to="/admin/$path" params={{ path: firstPlace }} {...place(path.startsWith('/admin'))} data-last>
          <AdminIcon size={20} />
          <span>{t.nav.admin}</span>
        </Link>
      )}
      <Link to="/log" {...place(path === '/log')} data-phone>
        <PlusIcon size={20} />
        <span>{t.nav.logShort}</span>
      </Link>
    </nav>
  );
}

/** A number goes to its incident, words to the register. */
function SearchBox({ box }: { box: React.RefObject<HTMLInputElement | null> }) {
  const t = useT();
  const navigate = useNavigate();
  const asked = useRouterState({
    select: (state) => (state.location.pathname === '/incidents' ? ((state.location.search as { q?: string }).q ?? '') : ''),
  });
  const [q, setQ] = useState(asked);
  useEffect(() => setQ(asked), [asked]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const number = /^inc0*(\d+)$/i.exec(q.trim());
    if (number) void navigate({ to: '/incidents/$number', params: { number: `INC${(number[1] ?? '').padStart(7, '0')}` } });
    else void navigate({ to: '/incidents', search: { q: q.trim() || undefined } });
    box.current?.blur();
  };
  return (
    <form role="search" className={classes.search} onSubmit={submit}>
      <SearchIcon size={16} className={classes.searchIcon} />
      <input
        ref={box}
        type="search"
        value={q}
        onChange={(event) => setQ(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        aria-label={t.nav.search}
        placeholder={t.nav.search}
        title={t.nav.searchHint}
        aria-keyshortcuts="/"
        autoComplete="off"
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}

/** Said only after the stream has been gone for some seconds; short breaks are nobody's business. */
function Interrupted() {
  const t = useT();
  const { state } = useLive();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (state === 'open') return setShown(false);
    const timer = setTimeout(() => setShown(true), 8_000);
    return () => clearTimeout(timer);
  }, [state]);
  if (!shown) return null;
  return (
    <p className={classes.interrupted} role="status">
      {t.live.waiting}
    </p>
  );
}
