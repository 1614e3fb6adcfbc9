// The name of the page in the browser's tab.
import { useEffect } from 'react';

let named = '';
let waiting = 0;
function write(): void {
  if (named !== '') document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${named} · Evenkeel`;
}

/** How much waits for an answer: it stands before the name. */
export function countInTitle(count: number): void {
  waiting = count;
  write();
}

export function useTitle(title: string): void {
  useEffect(() => {
    named = title;
    write();
  }, [title]);
}
