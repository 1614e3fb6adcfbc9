// Decides what a visitor gets: the set-up of a new installation, the sign-in, the console for staff or the portal for callers.
import { Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Component, lazy, Suspense, useEffect, useMemo, useState, type ReactNode } from 'react';
import { api, call, onSessionExpired } from './api/client';
import { learnNames } from './api/names';
import { SessionContext, sessionKey, sessionOptions, signedIn, type SignedIn } from './api/session';
import type { Session } from './api/types';
import { beginAs } from './first_place';
import { LanguageProvider, useT } from './i18n';
import { LiveProvider } from './live/live';
import { LinkPage, ResetPage } from './pages/outside_links';
import { SetupPage } from './pages/setup';
import { SignInForm, SignInPage } from './pages/sign_in';
import type { ConsoleRouter } from './router';
import { Crash, Failed, SkeletonLines } from './ui/bits';

const AnswerPage = lazy(() => import('./pages/answer').then((page) => ({ default: page.AnswerPage })));
const SecondFactorPart = lazy(() => import('./pages/second_factor').then((page) => ({ default: page.SecondFactorPart })));

export function App({ router }: { router: ConsoleRouter }) {
  const session = useQuery(sessionOptions);
  const person = session.data?.person;
  const mailed = useMailedPage();
  if (mailed) {
    const Page = mailed;
    return (
      <LanguageProvider>
        <Fence>
          <Suspense fallback={<SkeletonLines />}>
            <Page />
          </Suspense>
        </Fence>
      </LanguageProvider>
    );
  }
  return (
    <LanguageProvider preferred={person?.language} zone={person?.zone}>
      <Fence>
        {session.isPending && <SkeletonLines />}
        {session.isError && <Failed error={session.error} retry={() => void session.refetch()} />}
        {session.data === null && <Outside />}
        {session.data && (
          <Inside key={`${session.data.person.id} ${session.data.limit}`} session={session.data} router={router} />
        )}
      </Fence>
    </LanguageProvider>
  );
}

/** What a mail leads to is open to everybody, signed in or not. */
function useMailedPage() {
  const { data: session } = useQuery(sessionOptions);
  const [path] = useState(location.pathname);
  if (path === '/reset') return ResetPage;
  if (path.startsWith('/answer/')) return AnswerPage;
  // Once the link was taken, the session shows what it opened.
  return path === '/link' && location.pathname === '/link' && !(session && session.incident) ? LinkPage : null;
}

function Outside() {
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => call(api.GET('/api/v1/setup')) });
  if (setup.isPending) return <SkeletonLines lines={3} />;
  if (setup.isError) return <Failed error={setup.error} retry={() => void setup.refetch()} />;
  return setup.data.needed ? <SetupPage /> : <SignInPage />;
}

function Inside({ session, router }: { session: Session; router: ConsoleRouter }) {
  const inside = useMemo(() => signedIn(session), [session]);
  useEffect(() => beginAs(inside.staff, inside.person.roles ?? []), [inside]);
  if (session.limit === 'second_factor') return <MustEnrol inside={inside} />;
  return <Everything inside={inside} router={router} />;
}

/** A role demands a second factor: nothing else opens until there is one. */
function MustEnrol({ inside }: { inside: SignedIn }) {
  const t = useT();
  const client = useQueryClient();
  return (
    <SessionContext.Provider value={inside}>
      <main className="alone">
        <h1>{t.account.second}</h1>
        <Suspense fallback={<SkeletonLines lines={3} />}>
          <SecondFactorPart onActive={() => void client.invalidateQueries({ queryKey: sessionKey })} />
        </Suspense>
      </main>
    </SessionContext.Provider>
  );
}

function Everything({ inside, router }: { inside: SignedIn; router: ConsoleRouter }) {
  const session: Session = inside;
  useEffect(() => learnNames({ ...session.names, [session.person.id]: session.person.name }), [session]);
  return (
    <SessionContext.Provider value={inside}>
      <LiveProvider>
        <RouterProvider router={router} />
        <Expired name={inside.person.login ?? ''} />
      </LiveProvider>
    </SessionContext.Provider>
  );
}

/** Lies over the page when the session ended, so that whatever was typed below stays where it is. */
function Expired({ name }: { name: string }) {
  const t = useT();
  const client = useQueryClient();
  const [expired, setExpired] = useState(false);
  useEffect(() => onSessionExpired(() => setExpired(true)), []);

  const again = (session: Session) => {
    client.setQueryData(sessionKey, session);
    setExpired(false);
    void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
  };
  return (
    <Modal
      opened={expired}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t.signIn.again}
      size="sm"
    >
      <p>{t.signIn.expired}</p>
      <SignInForm login={name} onDone={again} />
    </Modal>
  );
}

class Fence extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };
  static getDerivedStateFromError(error: Error) {
    return { error };
  }
  override render() {
    return this.state.error ? <Crash error={this.state.error} /> : this.props.children;
  }
}
