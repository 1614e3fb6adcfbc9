// What one was told: the bell counts it, its menu leads there, opening an incident reads it, and the page lists all of it, the same on
// every device. On a desktop and a phone, in both themes.
import assert from 'node:assert/strict';

async function told(world) {
  const { ids } = world;
  const boss = await world.client('agent04');
  const log = async (title) => world.log({ title, team: ids.Network, caller: ids.harbour });
  const { page } = await world.as('engineer02');
  const desk = world.present.at(-1);
  await page.goto(`${world.server.url}/incidents`);
  await page.getByRole('button', { name: 'Notifications' }).waitFor();
  const agent = await world.client('engineer02');
  await agent.post('/me/notifications/read', {});

  const pump = await log('Pump leaks');
  const radio = await log('Radio is silent');
  const buoy = await log('Buoy is dark');
  for (const { id } of [pump, radio, buoy]) await boss.post(`/incidents/${id}/assign`, { assignee: ids.engineer02 });
  await boss.post(`/incidents/${buoy.id}/note`, { text: 'Look at the battery first.' });
  const bell = page.getByRole('button', { name: 'Notifications, 3 unread' });
  await bell.waitFor();

  // By the keyboard: the newest first, and the incident is opened.
  await bell.focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu');
  await menu.getByRole('menuitem', { name: /Assigned to you.*unread.*Pump leaks/ }).waitFor();
  assert.deepEqual(await desk.axe(), []);
  await menu.getByRole('menuitem', { name: /Buoy is dark/ }).click();
  await page.getByRole('heading', { name: 'Buoy is dark' }).waitFor();
  await page.getByRole('button', { name: 'Notifications, 2 unread' }).waitFor();
  // Whoever opens an incident otherwise has read what was told of it, too; other devices learn it.
  const { page: phone } = await world.as('engineer02', { size: 'phone', theme: 'dark' });
  const small = world.present.at(-1);
  await phone.goto(`${world.server.url}/notifications`);
  await phone.getByRole('listitem').filter({ hasText: 'Radio is silent' }).getByText('Assigned to you').waitFor();
  await page.goto(`${world.server.url}/incidents/${radio.number}`);
  await page.getByRole('button', { name: 'Notifications, 1 unread' }).waitFor();
  await phone.reload();
  await phone.getByText('Unread (1)').click();
  await phone.getByRole('listitem').filter({ hasText: 'Pump leaks' }).waitFor();
  assert.equal(await phone.getByText('Radio is silent').count(), 0);
  assert.deepEqual(await small.axe(), []);

  // All at once, and back; one by one.
  await phone.getByRole('button', { name: 'Mark all as read' }).click();
  await phone.getByText('Everything is read.').waitFor();
  await phone.getByRole('button', { name: /^Undo/ }).click();
  await phone.getByRole('listitem').filter({ hasText: 'Pump leaks' }).waitFor();
  await phone.getByRole('button', { name: `Mark as read: Assigned to you ${pump.number}` }).click();
  await phone.getByText('Everything is read.').waitFor();
  await page.goto(`${world.server.url}/notifications`);
  await page.getByRole('listitem').filter({ hasText: 'Pump leaks' }).waitFor();
  assert.deepEqual(await desk.axe(), []);
  await page.getByRole('button', { name: `Mark as unread: Assigned to you ${pump.number}` }).click();
  await page.getByRole('button', { name: 'Notifications, 1 unread' }).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Pump leaks' }).getByRole('link').click();
  await page.getByRole('heading', { name: 'Pump leaks' }).waitFor();
  await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor();
}

export default [{ name: 'what one was told is listed, and what was read of it', run: told }];
