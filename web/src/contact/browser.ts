// Messages in this browser: what stands in their way, and the browser's own side of turning them on and off.
import { addBrowser, removePoint, type ContactPoint } from '../api/contact';

const worker = '/push.js';

export type Here =
  | 'unsupported' // no push in this browser, or no secure address
  | 'blocked' // the person said no to the browser once
  | 'off'
  | 'proving' // added, and its first message has not come back
  | 'withdrawn' // it was on, and its push service takes nothing more
  | 'on';

export const canPush = (): boolean =>
  window.isSecureContext && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const textOf = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** The point's `subscription`, as the server reckons it. */
export const markOf = async (endpoint: string): Promise<string> =>
  textOf(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint)));

async function subscriptionHere(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration('/');
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

/** What this browser is found by among the points; empty when nothing is turned on in it. */
export async function markHere(): Promise<string> {
  if (!canPush()) return '';
  const subscription = await subscriptionHere();
  return subscription ? markOf(subscription.endpoint) : '';
}

export function stateOf(mark: string, points: ContactPoint[], able: boolean, permission: NotificationPermission): Here {
  if (!able) return 'unsupported';
  if (permission === 'denied') return 'blocked';
  const point = mark === '' ? undefined : points.find(({ subscription }) => subscription === mark);
  if (!point) return 'off';
  if (point.withdrawn_at) return 'withdrawn';
  return point.verified_at ? 'on' : 'proving';
}

/** "Firefox, Linux": enough to tell one's browsers apart. */
export function nameOfBrowser(agent: string): string {
  const browsers: [RegExp, string][] = [
    [/Edg\//, 'Edge'],
    [/OPR\//, 'Opera'],
    [/Firefox\/|FxiOS\//, 'Firefox'],
    [/Chrome\/|CriOS\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ];
  const systems: [RegExp, string][] = [
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/Linux/, 'Linux'],
  ];
  const named = (all: [RegExp, string][]) => all.find(([pattern]) => pattern.test(agent))?.[1];
  return [named(browsers), named(systems)].filter(Boolean).join(', ');
}

const sameKey = (subscription: PushSubscription, key: string): boolean => {
  const own = subscription.options.applicationServerKey;
  return own !== null && textOf(own) === key;
};

/** Asks for leave, subscribes at the browser's push service and tells the server. False: the person, or the browser, said no. */
export async function turnOn(key: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  await navigator.serviceWorker.register(worker);
  const registration = await navigator.serviceWorker.ready;
  let subscription = await registration.pushManager.getSubscription();
  // Made for another key of the server: it would take nothing from this one.
  if (subscription && !sameKey(subscription, key)) {
    await subscription.unsubscribe();
    subscription = null;
  }
  subscription ??= await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) });
  const { endpoint, keys = {} } = subscription.toJSON();
  await addBrowser({
    endpoint: endpoint ?? '',
    p256dh: keys.p256dh ?? '',
    auth: keys.auth ?? '',
    label: nameOfBrowser(navigator.userAgent) || null,
  });
  return true;
}

/** The browser forgets it, and the server too. */
export async function turnOff(point: ContactPoint | undefined): Promise<void> {
  const subscription = await subscriptionHere();
  if (point) await removePoint(point.id);
  await subscription?.unsubscribe();
}

/** Calls back with the code that came by the first push; answers how to stop listening. */
export function onCode(take: (code: string) => void): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined;
  const listen = ({ data }: MessageEvent) => {
    const code = (data as { code?: unknown } | null)?.code;
    if (typeof code === 'string') take(code);
  };
  navigator.serviceWorker.addEventListener('message', listen);
  navigator.serviceWorker.startMessages();
  return () => navigator.serviceWorker.removeEventListener('message', listen);
}
