// What was typed and not sent survives a reload, a crash and an expired session. Drafts lie in this browser only, under the
// person's id, so that the next person at a shared desk does not find them.

const prefix = 'evenkeel.draft.';
/** A forgotten draft is thrown away after this long. */
export const keptForMs = 14 * 86_400_000;

interface Stored {
  at: number;
  value: unknown;
}

export class Drafts {
  constructor(
    private readonly person: string,
    private readonly storage: Storage = localStorage,
    private readonly now: () => number = Date.now,
  ) {}

  private key(name: string): string {
    return `${prefix}${this.person}.${name}`;
  }

  /** The draft, or null. A broken entry counts as none. */
  read<T>(name: string): T | null {
    try {
      const text = this.storage.getItem(this.key(name));
      if (text === null) return null;
      const stored = JSON.parse(text) as Stored;
      if (this.now() - stored.at > keptForMs) {
        this.storage.removeItem(this.key(name));
        return null;
      }
      return stored.value as T;
    } catch {
      return null;
    }
  }

  /** Keeps it; an empty text or an object of empty texts removes it. A full or forbidden storage is no reason to disturb typing. */
  write(name: string, value: unknown): void {
    try {
      if (isEmpty(value)) this.storage.removeItem(this.key(name));
      else this.storage.setItem(this.key(name), JSON.stringify({ at: this.now(), value } satisfies Stored));
    } catch {
      /* the text is still on the screen */
    }
  }

  drop(name: string): void {
    this.write(name, '');
  }

  /** Removes what is too old, of everybody: run once at start. */
  static sweep(storage: Storage = localStorage, now = Date.now()): number {
    const old: string[] = [];
    for (let i = 0; i < storage.length; i++) {
      const key = storage.key(i);
      if (!key?.startsWith(prefix)) continue;
      try {
        const stored = JSON.parse(storage.getItem(key) ?? '') as Stored;
        if (!(now - stored.at <= keptForMs)) old.push(key);
      } catch {
        old.push(key);
      }
    }
    for (const key of old) storage.removeItem(key);
    return old.length;
  }
}

export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object') return Object.values(value).every(isEmpty);
  return false;
}
