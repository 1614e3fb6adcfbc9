// Messages in a browser: somebody turns them on, the first push proves the browser by itself, an escalation becomes a notification of the
// real service worker, and a click opens the incident. The push service is a stand-in (lib/push_service.mjs); the push itself reaches the
// worker by the browser's own door for developers. No such door presses a notification, so the worker is handed the event of a press.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PushService } from '../lib/push_service.mjs';
import { findBinary, startServer } from '../lib/server.mjs';
import { prepare } from '../lib/world.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** Hands pushes to the service worker of the page. */
async function worker(person, url) {
  const devtools = await person.context.newCDPSession(person.page);
  let registrationId;
  devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    registrationId = registrations.find(({ scopeURL }) => scopeURL === `${url}/`)?.registrationId ?? registrationId;
  });
  await devtools.send('ServiceWorker.enable');
  const deliver = async (data) => {
    for (let n = 0; !registrationId && n < 100; ++n) await new Promise((resolve) => setTimeout(resolve, 100));
    await devtools.send('ServiceWorker.deliverPushMessage', { origin: `${url}/`, registrationId, data });
  };
  /** What the system shows: the first that fits, once there is one. */
  const shown = async (wanted) => {
    for (let n = 0; n < 150; ++n) {
      const found = await person.page.evaluate(async (words) => {
        const all = await (await navigator.serviceWorker.ready).getNotifications();
        const one = all.find(({ title }) => title.includes(words));
        return one ? { title: one.title, body: one.body, tag: one.tag, all: all.length } : null;
      }, wanted);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`no notification says ${wanted}`);
  };
  /** Presses a notification, or its button; answers what the worker opened. */
  const press = async (words, action = '') => {
    const [running] = person.context.serviceWorkers();
    return running.evaluate(
      async ([title, pressed]) => {
        const notification = (await self.registration.getNotifications()).find((one) => one.title.includes(title));
        return new Promise((resolve) => {
          self.clients.openWindow = async (opened) => resolve(opened);
          self.dispatchEvent(new NotificationEvent('notificationclick', { notification, action: pressed }));
        });
      },
      [words, action],
    );
  };
  return { deliver, shown, press };
}

async function journey(world) {
  const service = await PushService.start();
  const server = await startServer(findBinary(root), async (url) => ({
    EVENKEEL_HTTP_PUBLIC_URL: url,
    EVENKEEL_CHANNELS_PUSH_NETWORKS: '127.0.0.1',
  }));
  try {
    Object.assign(world, { server, ...(await prepare(server)) });
    const technician = await world.as('engineer02');
    const { page, context } = technician;
    await context.grantPermissions(['notifications'], { origin: server.url });
    await service.standIn(page);
    await page.goto(`${server.url}/account`);
    const part = page.getByRole('region', { name: 'In this browser' });
    await part.getByText('also when no page of Evenkeel is open').waitFor();
    await part.getByRole('button', { name: 'Notify me in this browser' }).click();
    await part.getByText('A first message is on its way').waitFor();
    assert.deepEqual(await technician.axe(), []);

    // The first push brings the code; the page proves the browser by it, and nobody types anything.
    const { deliver, shown, press } = await worker(technician, server.url);
    const proof = await service.next(/is your code/);
    assert.equal(proof.headers.ttl, '900');
    assert.match(proof.headers.authorization, /^vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=[\w-]{87}$/);
    await deliver(proof.text);
    await part.getByText('Messages come to this browser').waitFor();
    await shown('is your code');
    await part.getByRole('button', { name: 'Send a test to this browser' }).click();
    await deliver((await service.next(/A test of/)).text);
    await shown('A test of');
    assert.deepEqual(await technician.axe(), []);

    await world.admin.post('/escalation_policies', {
      name: 'At once',
      applies: 'title starts "Core"',
      trigger: 'unacknowledged',
      steps: 'at once tell person engineer02',
    });
    const incident = await world.log({ title: 'Core router down', caller: world.ids.harbour });
    const push = await service.next(/Core router down/);
    assert.equal(push.headers.urgency, 'high');
    await deliver(push.text);
    const notification = await shown('Core router down');
    assert.match(notification.body, /escalated to you/);
    assert.ok(notification.tag !== '');
    await deliver(push.text);
    assert.equal((await shown('Core router down')).all, 2, 'a newer one stands in the place of the older: the test, and this one');

    // The button asks before it acts; the notification itself leads to the incident.
    const opened = await press('Core router down');
    assert.equal(opened, `${server.url}/incidents/${incident.number}`);
    await page.goto(opened);
    await page.getByRole('heading', { name: 'Core router down' }).waitFor();
    await deliver(push.text);
    await shown('Core router down');
    const answer = await press('Core router down', 'answer');
    assert.ok(answer.startsWith(`${server.url}/answer/`), answer);

    // A push service that knows the browser no more: the person sees it, and one press mends it.
    service.status = 410;
    await world.admin.post(`/incidents/${incident.id}/acknowledge`, {}).catch(() => undefined);
    await (await world.client('engineer02')).post(`/contact/points/${(await pointsOf(world))[0].id}/test`, {});
    await service.next(/A test of/);
    await page.goto(`${server.url}/account`);
    await part.getByText('takes no more messages for it').waitFor();
    await page.getByText('takes no more messages', { exact: false }).first().waitFor();
    service.status = 201;
    await part.getByRole('button', { name: 'Notify me in this browser' }).click();
    await deliver((await service.next(/is your code/)).text);
    await part.getByText('Messages come to this browser').waitFor();
    await part.getByRole('button', { name: 'No more in this browser' }).click();
    await part.getByRole('button', { name: 'Notify me in this browser' }).waitFor();
    assert.deepEqual(await pointsOf(world), []);
    assert.ok(!server.output().includes(service.endpoint), 'no address of a browser stands in the log');

    // Who said no to the browser reads how to change it.
    await context.clearPermissions();
    const other = await world.as('agent04', { size: 'phone', theme: 'dark' });
    await other.page.addInitScript(() => {
      Object.defineProperty(Notification, 'permission', { get: () => 'denied' });
    });
    await other.page.goto(`${server.url}/account`);
    await other.page.getByText('press the sign left of the address').waitFor();
    assert.deepEqual(await other.axe(), []);
    await world.everybodyLeaves();
  } finally {
    await server.stop();
    await service.stop();
  }
}

const pointsOf = async (world) => (await (await world.client('engineer02')).get('/contact')).points;

export default [{ name: 'browser: pushed to, notified, and the incident is a click away', run: journey, alone: true }];
