// Who is signed in, what the person may do, and the drafts that belong to the person.
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { Drafts } from '../lib/drafts';
import { api, call } from './client';
import { isStatus } from './problem';
import type { Session } from './types';

export const sessionKey = ['session'];

/** null: nobody is signed in. */
export const sessionOptions = queryOptions({
  queryKey: sessionKey,
  queryFn: async (): Promise<Session | null> => {
    try {
      return await call(api.GET('/api/v1/session'));
    } catch (error) {
      if (isStatus(error, 401)) return null;
      throw error;
    }
  },
  staleTime: Infinity,
});

export interface SignedIn extends Session {
  drafts: Drafts;
  /** Sees and works the register, not only the own incidents. */
  staff: boolean;
  /** Reads what was promised to customers: staff, and no supplier. */
  promises: boolean;
  may(permission: string): boolean;
}

export function signedIn(session: Session): SignedIn {
  const granted = new Set(session.permissions);
  return {
    ...session,
    drafts: new Drafts(session.person.id),
    staff: (session.person.roles ?? []).some((role) => role !== 'caller' && role !== 'organisation_administrator'),
    promises: (session.person.roles ?? []).some((role) => !['caller', 'organisation_administrator', 'supplier'].includes(role)),
    may: (permission) => granted.has(permission),
  };
}

export const SessionContext = createContext<SignedIn | null>(null);
export function useSession(): SignedIn {
  const session = useContext(SessionContext);
  if (!session) throw new Error('outside a session');
  return session;
}

export function useSignOut() {
  const client = useQueryClient();
  return async () => {
    let next = '/';
    try {
      // Who came from a provider ends the session there, too, and is sent back.
      const ended = (await call(api.DELETE('/api/v1/session'))) as { leave: string } | undefined;
      if (ended?.leave) next = ended.leave;
    } catch (error) {
      if (!isStatus(error, 401)) throw error;
    }
    client.clear();
    location.assign(next);
  };
}
