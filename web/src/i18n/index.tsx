// Which language is spoken, and how numbers, times and durations are written in it. No library: a typed object a language.
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { sayDuration, sayShort } from '../lib/duration';
import { en, type Messages } from './en';

export type Language = 'en' | 'de';
export const languages: { code: Language; name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'de', name: 'Deutsch' },
];

export interface Format {
  /** "2 h 10 min" */
  duration(seconds: number): string;
  /** "2 h" */
  short(seconds: number): string;
  /** "3 min ago", "in 2 h". */
  relative(instant: string, now: number): string;
  /** The exact instant in the person's zone, with the zone's name. */
  exact(instant: string): string;
  /** Day and time without seconds; the year where it is another one. */
  brief(instant: string): string;
  bytes(size: number): string;
}

interface Spoken {
  language: Language;
  setLanguage(language: Language): void;
  t: Messages;
  format: Format;
  zone: string;
}

const storageKey = 'evenkeel.language';
const Context = createContext<Spoken | null>(null);

export function isLanguage(code: string | null | undefined): code is Language {
  return languages.some((language) => language.code === code);
}
function chosen(): Language | null {
  try {
    const stored = localStorage.getItem(storageKey);
    return isLanguage(stored) ? stored : null;
  } catch {
    return null;
  }
}
function ofBrowser(): Language {
  const first = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage);
  return first ?? 'en';
}

export function makeFormat(t: Messages, language: string, zone: () => string): Format {
  const options = (extra: Intl.DateTimeFormatOptions): Intl.DateTimeFormatOptions => ({ timeZone: zone(), ...extra });
  const locale = language === 'en' ? 'en-GB' : language;
  // Made when first used: each takes a browser some ten milliseconds, and the first screen waits for them.
  const made = new Map<string, Intl.DateTimeFormat>();
  const say = (instant: string, name: string, extra: Intl.DateTimeFormatOptions) => {
    const format = made.get(name) ?? new Intl.DateTimeFormat(locale, options(extra));
    made.set(name, format);
    return format.format(new Date(instant));
  };
  const brief = { weekday: 'short', day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
  const number = { format: (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value) };
  return {
    duration: (seconds) => sayDuration(seconds, t.duration),
    short: (seconds) => sayShort(seconds, t.duration),
    relative: (instant, now) => {
      const seconds = (now - Date.parse(instant)) / 1_000;
      if (Math.abs(seconds) < 45) return t.now;
      return seconds > 0 ? t.ago(sayShort(seconds, t.duration)) : t.inFuture(sayShort(seconds, t.duration));
    },
    exact: (instant) => say(instant, 'exact', { dateStyle: 'full', timeStyle: 'long' }),
    brief: (instant) =>
      new Date(instant).getFullYear() === new Date().getFullYear()
        ? say(instant, 'brief', brief)
        : say(instant, 'year', { ...brief, year: 'numeric' }),
    bytes: (size) => {
      if (size < 1_000) return `${size} B`;
      if (size < 1_000_000) return `${number.format(size / 1_000)} kB`;
      return `${number.format(size / 1_000_000)} MB`;
    },
  };
}

function safeZone(zone: string | null | undefined): string {
  const own = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone) return own();
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    return own();
  }
}

/** `preferred` and `zone` come with the person who signed in; a choice made in this browser wins over `preferred`. */
export function LanguageProvider({
  preferred,
  zone,
  children,
}: {
  preferred?: string | null;
  zone?: string | null;
  children: ReactNode;
}) {
  const [picked, setPicked] = useState<Language | null>(chosen);
  const language = picked ?? (isLanguage(preferred) ? preferred : ofBrowser());
  const [loaded, setLoaded] = useState<{ language: Language; t: Messages }>({ language: 'en', t: en });

  useEffect(() => {
    document.documentElement.lang = language;
    let live = true;
    if (language === 'de') void import('./de').then(({ de }) => live && setLoaded({ language, t: de }));
    else setLoaded({ language, t: en });
    return () => {
      live = false;
    };
  }, [language]);

  const spoken = useMemo<Spoken>(() => {
    // Asked for when a time is written first: a browser takes some thirty milliseconds to load what it knows of zones.
    let used: string | undefined;
    const zoneNow = () => (used ??= safeZone(zone));
    return {
      language,
      setLanguage: (next) => {
        try {
          localStorage.setItem(storageKey, next);
        } catch {
          /* then it lasts until the page is left */
        }
        setPicked(next);
      },
      t: loaded.t,
      format: makeFormat(loaded.t, loaded.language, zoneNow),
      get zone() {
        return zoneNow();
      },
    };
  }, [language, loaded, zone]);

  if (loaded.language !== language) return null;
  return <Context.Provider value={spoken}>{children}</Context.Provider>;
}

export function useSpoken(): Spoken {
  const spoken = useContext(Context);
  if (!spoken) throw new Error('outside LanguageProvider');
  return spoken;
}
export const useT = (): Messages => useSpoken().t;
export const useFormat = (): Format => useSpoken().format;
