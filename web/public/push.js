// The service worker: shows what the server pushed and opens what it is about. It keeps no page and answers no request, so the console is
// always the server's newest. Its messages are made by src/connect/web_push/notice.cpp.

const fallback = { title: 'Evenkeel', text: '', link: '', tag: '', urgent: false };

function read(data) {
  try {
    return { ...fallback, ...data.json() };
  } catch {
    // A browser that was promised a notification for each push shows one of its own when we show none.
    return fallback;
  }
}

/** Of this server alone, whatever a message says. */
function place(link) {
  try {
    const { protocol, pathname, search, hash } = new URL(link, self.location.origin);
    if (protocol === 'https:' || protocol === 'http:') return self.location.origin + pathname + search + hash;
  } catch {
    // It is no address.
  }
  return self.location.origin + '/';
}

async function show(notice) {
  const options = {
    body: notice.text,
    icon: '/favicon.svg',
    data: { link: notice.link, answer: notice.answer?.link ?? '' },
    requireInteraction: notice.urgent === true,
  };
  if (notice.tag) Object.assign(options, { tag: notice.tag, renotify: true });
  if (notice.answer) options.actions = [{ action: 'answer', title: notice.answer.word }];
  await self.registration.showNotification(notice.title, options);
  if (!notice.code) return;
  // The account page that asked for it proves the browser by it.
  for (const client of await self.clients.matchAll({ type: 'window', includeUncontrolled: true }))
    client.postMessage({ code: notice.code });
}

async function open(url) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = windows.find((client) => client.url === url);
  if (there) await there.focus();
  else await self.clients.openWindow(url);
}

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('push', (event) => event.waitUntil(show(read(event.data))));
self.addEventListener('notificationclick', (event) => {
  const { link = '', answer = '' } = event.notification.data ?? {};
  event.notification.close();
  event.waitUntil(open(place(event.action === 'answer' && answer ? answer : link)));
});
