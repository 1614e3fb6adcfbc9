// How this browser makes itself heard when something urgent waits for its person. Kept in the browser: what one of them may do (sound,
// notifications of the system) another may not.
export interface UrgentChoice {
  /** A note at the edge of the page. */
  note: boolean;
  sound: boolean;
  /** A notification of the system, also while another page is looked at. */
  system: boolean;
}

const choiceKey = 'evenkeel.urgent';
const toldKey = 'evenkeel.urgent-told';
const closedKey = 'evenkeel.urgent-closed';
/** What was told is remembered for longer than the server lists it. */
const toldForMs = 25 * 3_600_000;
const nothing: UrgentChoice = { note: true, sound: false, system: false };

export function readChoice(): UrgentChoice {
  try {
    const kept = JSON.parse(localStorage.getItem(choiceKey) ?? '{}') as Partial<UrgentChoice> | null;
    const flag = (name: keyof UrgentChoice) => (typeof kept?.[name] === 'boolean' ? kept[name] : nothing[name]);
    return { note: flag('note'), sound: flag('sound'), system: flag('system') };
  } catch {
    return nothing;
  }
}

export function keepChoice(choice: UrgentChoice): void {
  try {
    localStorage.setItem(choiceKey, JSON.stringify(choice));
  } catch {
    /* then it lasts until the page is left */
  }
}

/** Those of the messages that no page of this browser has told yet; from now on they are told. */
export function claimUntold(ids: readonly string[], now: number): string[] {
  try {
    const kept = JSON.parse(localStorage.getItem(toldKey) ?? '{}') as unknown;
    const told = new Map(
      Object.entries(kept && typeof kept === 'object' ? kept : {}).filter(
        (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > now - toldForMs,
      ),
    );
    const fresh = ids.filter((id) => !told.has(id));
    for (const id of fresh) told.set(id, now);
    if (fresh.length > 0) localStorage.setItem(toldKey, JSON.stringify(Object.fromEntries(told)));
    return fresh;
  } catch {
    return [...ids];
  }
}

/** So many notes leave the page usable. */
export const notesMost = 2;

/** Which of those that wait have a note: those that had one, then the first others; the rest is counted. */
export function notesOf(waiting: readonly string[], had: readonly string[]): { noted: string[]; more: number } {
  const kept = waiting.filter((id) => had.includes(id));
  const noted = [...kept, ...waiting.filter((id) => !had.includes(id))].slice(0, Math.max(notesMost, kept.length));
  return { noted, more: waiting.length - noted.length };
}

/** Notes that were closed stay closed in this tab, also when its page is loaded anew. */
export function readClosed(): string[] {
  try {
    const kept = JSON.parse(sessionStorage.getItem(closedKey) ?? '[]') as unknown;
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
export function keepClosed(ids: readonly string[]): void {
  try {
    sessionStorage.setItem(closedKey, JSON.stringify(ids));
  } catch {
    /* then it lasts until the page is left */
  }
}
