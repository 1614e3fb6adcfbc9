// Holidays come from a real server, and what a newer copy would change is seen before it does; a skill is given to a person and asked for
// by a service, and the console knows who has it, and when nobody on call will.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBinary, startServer } from '../lib/server.mjs';
import { prepare } from '../lib/world.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** Publishes whole days of the next year. */
async function startPublisher() {
  const year = new Date().getUTCFullYear() + 1;
  const published = { days: [] };
  const server = createServer((_, response) => {
    const events = published.days.flatMap((day) => ['BEGIN:VEVENT', `DTSTART;VALUE=DATE:${year}${day}`, `SUMMARY:Day ${day}`, 'END:VEVENT']);
    response.end(['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n'));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/holidays.ics`,
    publish: (...days) => {
      published.days = days;
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function withServer(world, work) {
  const publisher = await startPublisher();
  const server = await startServer(findBinary(root), async () => ({ EVENKEEL_CHANNELS_PRIVATE_NETWORKS: '127.0.0.1' }));
  try {
    Object.assign(world, { server, ...(await prepare(server)) });
    await work(world, publisher);
    await world.everybodyLeaves();
  } finally {
    await server.stop();
    await publisher.stop();
  }
}

async function holidays(world, publisher) {
  publisher.publish('0101', '0501', '1225');
  const { page } = await world.as('keeper01');
  await page.goto(`${world.server.url}/admin/calendars`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name', { exact: true }).fill('Desk hours');
  await form.getByLabel(/^Working hours/).fill('Mon-Fri 08:00-17:00');
  await form.getByLabel(/^Holidays from the web/).fill(publisher.url);
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  await page.getByRole('table').getByText('Desk hours').click();
  const feeds = form.getByRole('region', { name: 'Holidays from the web' });
  await feeds.getByText('3 days to come', { exact: false }).waitFor();
  publisher.publish('0501');
  await feeds.getByRole('button', { name: 'Ask now' }).click();
  await feeds.getByText('would lose more than half', { exact: false }).waitFor();
  await feeds.getByText('2 days less').waitFor();
  await feeds.getByRole('button', { name: 'Leave it' }).click();
  await feeds.getByText('2 days less').waitFor({ state: 'detached' });
  publisher.publish('0101', '0501', '1225', '1226');
  await feeds.getByRole('button', { name: 'Ask now' }).click();
  await feeds.getByText('One day more').waitFor();
  await feeds.getByRole('button', { name: 'Take it' }).click();
  await feeds.getByText('4 days to come', { exact: false }).waitFor();
}

async function skills(world) {
  const { page } = await world.as('keeper01');
  const { ids, admin } = world;
  await page.goto(`${world.server.url}/admin/skills`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name', { exact: true }).fill('Routing');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  const choose = async (path, name, label) => {
    await page.goto(`${world.server.url}/admin/${path}`);
    await page.getByRole('button', { name, exact: true }).click();
    await form.getByLabel(label).fill('Rout');
    await page.getByRole('option', { name: 'Routing' }).click();
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
  };
  await choose('people', 'Field engineer 02', /^Skills/);
  await choose('services', 'Telephony', /^Skills that it takes/);
  const [today] = new Date().toISOString().split('T');
  const turns = [{ people: [ids.engineer02] }, { people: [ids.agent04] }];
  const layers = [{ name: 'Day', unit: 'days', starts_on: today, hand_off: '00:00', line_ups: [{ from: today, turns }] }];
  await admin.post('/rosters', { name: 'Wires', team: ids.Network, zone: 'UTC', plan: { layers } });
  await admin.post('/escalation_policies', {
    name: 'Lines',
    applies: 'service.name = "Telephony"',
    steps: 'after 5m tell roster "Wires" with needed skills',
  });
  await page.goto(`${world.server.url}/on-call`);
  await page.getByText('will have a skill that is asked for', { exact: false }).waitFor();
  await page.getByText('nobody has Routing').first().waitFor();
  await page.goto(`${world.server.url}/admin/foresight`);
  await page.getByLabel('Service', { exact: true }).selectOption({ label: 'Telephony' });
  await page.getByText('chosen for having: Routing').first().waitFor();
  const made = await world.log({ title: 'No tone', service: ids.Telephony, caller: ids.harbour });
  await page.goto(`${world.server.url}/incidents/${made.number}`);
  await page.locator('body').click({ position: { x: 3, y: 400 } });
  await page.keyboard.press('a');
  await form.getByRole('button', { name: /^Choose Field engineer 02/ }).click();
  await form.getByRole('button', { name: 'Assign' }).click();
  await form.waitFor({ state: 'detached' });
  assert.equal((await admin.get(`/incidents/${made.id}`)).assignee, ids.engineer02);
}

export default [
  {
    name: 'holidays from the web, and who has a skill',
    run: (world) =>
      withServer(world, async (own, publisher) => {
        await holidays(own, publisher);
        await skills(own);
      }),
    alone: true,
  },
];
