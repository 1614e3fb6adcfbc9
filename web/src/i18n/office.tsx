// The words of the administration and of on-call come over the line with those places: whoever works in the queue all day, or
// opens it for the first time, does not wait for them.
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { SkeletonLines } from '../ui/bits';
import { useSpoken, type Language } from '.';
import type { Messages } from './en';
import type { OfficeWords } from './en_office';

export type OfficeMessages = Messages & OfficeWords;

const loaders: Record<Language, () => Promise<OfficeWords>> = {
  en: async () => (await import('./en_office')).enOffice,
  de: async () => (await import('./de_office')).deOffice,
};
const Context = createContext<OfficeMessages | null>(null);

/** Shows what is inside once its words are there. */
export function Office({ children }: { children: ReactNode }) {
  const { language, t } = useSpoken();
  const [loaded, setLoaded] = useState<{ language: Language; words: OfficeWords } | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  useEffect(() => {
    let live = true;
    loaders[language]().then(
      (words) => live && setLoaded({ language, words }),
      (error: unknown) => live && setFailed(error),
    );
    return () => {
      live = false;
    };
  }, [language]);
  const messages = useMemo(() => (loaded?.language === language ? { ...t, ...loaded.words } : null), [t, loaded, language]);
  if (failed) throw failed;
  return messages ? <Context.Provider value={messages}>{children}</Context.Provider> : <SkeletonLines />;
}

export function useOffice(): OfficeMessages {
  const messages = useContext(Context);
  if (!messages) throw new Error('outside Office');
  return messages;
}
