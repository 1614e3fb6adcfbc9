// The service worker as the server hands it out: what it shows of a push, and what a click opens.
import { describe, expect, it, vi } from 'vitest';
import source from '../../public/push.js?raw';

type Handler = (event: Record<string, unknown>) => void;

function start(windows: { url: string }[] = []) {
  const handlers: Record<string, Handler> = {};
  const clients = windows.map(({ url }) => ({ url, focus: vi.fn(), postMessage: vi.fn() }));
  const self = {
    location: { origin: 'https://help.example.org' },
    addEventListener: (name: string, handler: Handler) => {
      handlers[name] = handler;
    },
    registration: { showNotification: vi.fn() },
    clients: { matchAll: () => Promise.resolve(clients), openWindow: vi.fn() },
    skipWaiting: vi.fn(),
  };
  new Function('self', source)(self);
  const run = async (name: string, event: Record<string, unknown>) => {
    let work: unknown;
    handlers[name]?.({
      ...event,
      waitUntil: (promise: unknown) => {
        work = promise;
      },
    });
    await work;
  };
  const push = (data: unknown) => run('push', { data: { json: () => data } });
  const click = (data: unknown, action = '') => run('notificationclick', { action, notification: { data, close: vi.fn() } });
  return { ...self, windows: clients, run, push, click };
}

const page = {
  title: '[INC1] P1 needs you: Down',
  text: 'Please',
  link: 'https://help.example.org/incidents/INC1',
  tag: 'abc',
  urgent: true,
  answer: { link: 'https://help.example.org/answer/acknowledge#t', word: 'I have it' },
};

describe('the service worker', () => {
  it('shows a push with its button, in the place of an older one of the same incident', async () => {
    const worker = start();
    await worker.push(page);
    const [title, options] = worker.registration.showNotification.mock.calls[0] ?? [];
    expect(title).toBe('[INC1] P1 needs you: Down');
    expect(options).toMatchObject({ body: 'Please', tag: 'abc', renotify: true, requireInteraction: true });
    expect(options.actions).toEqual([{ action: 'answer', title: 'I have it' }]);
  });

  it('shows something for a push that says nothing', async () => {
    const worker = start();
    await worker.run('push', { data: null });
    expect(worker.registration.showNotification.mock.calls[0]?.[0]).toBe('Evenkeel');
  });

  it('hands the code to the pages that are open, and no other message', async () => {
    const worker = start([{ url: 'https://help.example.org/account' }]);
    await worker.push(page);
    expect(worker.windows[0]?.postMessage).not.toHaveBeenCalled();
    await worker.push({ ...page, code: '123456' });
    expect(worker.windows[0]?.postMessage).toHaveBeenCalledWith({ code: '123456' });
  });

  it('opens the incident, or the page that is open on it already', async () => {
    const elsewhere = start([{ url: 'https://help.example.org/' }]);
    await elsewhere.click({ link: page.link });
    expect(elsewhere.clients.openWindow).toHaveBeenCalledWith('https://help.example.org/incidents/INC1');
    expect(elsewhere.windows[0]?.focus).not.toHaveBeenCalled();
    const there = start([{ url: page.link }]);
    await there.click({ link: page.link });
    expect(there.windows[0]?.focus).toHaveBeenCalled();
    expect(there.clients.openWindow).not.toHaveBeenCalled();
  });

  it('opens the answer for the button, and never another server', async () => {
    const worker = start();
    await worker.click({ link: page.link, answer: page.answer.link }, 'answer');
    await worker.click({ link: 'https://evil.example.org/incidents/INC1' });
    await worker.click({ link: 'https://help.example.org//evil.example.org' });
    await worker.click({ link: 'javascript:alert(1)' });
    expect(worker.clients.openWindow.mock.calls.map(([url]) => url)).toEqual([
      'https://help.example.org/answer/acknowledge#t',
      'https://help.example.org/incidents/INC1',
      'https://help.example.org//evil.example.org',
      'https://help.example.org/',
    ]);
  });
});
