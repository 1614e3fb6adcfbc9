// What the pages that a mail leads to have in common: the frame, and the secret of their address.
import type { ReactNode } from 'react';
import { Mark } from '../ui/icons';
import { LanguageLinks } from '../ui/language_links';
import classes from './outside.module.css';

/** The secret of the address; it is taken once, also when the page is drawn twice. */
let taken: string | null = null;
export function takeSecret(): string {
  if (location.hash.length > 1) {
    taken = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, '', location.pathname);
  }
  return taken ?? '';
}

export function Frame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <h1 className={classes.brand}>
          <Mark /> {title}
        </h1>
        {children}
      </div>
      <LanguageLinks />
    </main>
  );
}
