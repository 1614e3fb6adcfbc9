// Notifications of the operating system, where the browser has them and its person has allowed them.
export type Allowed = 'yes' | 'no' | 'unasked' | 'unable';

export function systemAllowed(): Allowed {
  if (typeof Notification === 'undefined' || !isSecureContext) return 'unable';
  return Notification.permission === 'granted' ? 'yes' : Notification.permission === 'denied' ? 'no' : 'unasked';
}

/** Asks the person, from a click. */
export async function askSystem(): Promise<Allowed> {
  if (systemAllowed() === 'unasked') await Notification.requestPermission().catch(() => undefined);
  return systemAllowed();
}

/** One of a tag: a second page of this browser replaces it and shows no other. */
export function showSystem(title: string, tag: string, onOpen: () => void): void {
  if (systemAllowed() !== 'yes') return;
  try {
    const shown = new Notification(title, { tag, requireInteraction: true });
    shown.onclick = () => {
      window.focus();
      shown.close();
      onOpen();
    };
  } catch {
    /* browsers of telephones allow them to workers only */
  }
}
