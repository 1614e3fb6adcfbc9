// Decides what a visitor gets: the set-up of a new installation, the sign-in, the console for staff or the portal for callers.
import { Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Component, useEffect, useMemo, useState, type ReactNode } from 'react';
import { api, call, onSessionExpired } from './api/client';
import { learnNames } from './api/names';
import { SessionContext, sessionKey, signedIn, useSessionQuery } from './api/session';
import type { Session } from './api/types';
import { LanguageProvider, useT } from './i18n';
import { LiveProvider } from './live/live';
import { SetupPage } from './pages/setup';
import { SignInForm, SignInPage } from './pages/sign_in';
import { makeRouter } from './router';
import { Crash, Failed, SkeletonLines } from './ui/bits';

export function App() {
  const session = useSessionQuery();
  const person = session.data?.person;
  return (
    <LanguageProvider preferred={person?.language} zone={person?.zone}>
      <Fence>
        {session.isPending && <SkeletonLines />}
        {session.isError && <Failed error={session.error} retry={() => void session.refetch()} />}
        {session.data === null && <Outside />}
        {session.data && <Inside key={session.data.person.id} session={session.data} />}
      </Fence>
    </LanguageProvider>
  );
}

function Outside() {
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => call(api.GET('/api/v1/setup')) });
  if (setup.isPending) return <SkeletonLines lines={3} />;
  if (setup.isError) return <Failed error={setup.error} retry={() => void setup.refetch()} />;
  return setup.data.needed ? <SetupPage /> : <SignInPage />;
}

function Inside({ session }: { session: Session }) {
  const inside = useMemo(() => signedIn(session), [session]);
  const router = useMemo(() => makeRouter(), []);
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
