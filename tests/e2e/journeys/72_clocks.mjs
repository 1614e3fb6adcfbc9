// What was promised stands beside the incident: how long is left, what pauses it, and on demand why.
import assert from 'node:assert/strict';

async function promised(world) {
  const { items } = await world.admin.get('/calendars');
  const always = items.find(({ name }) => name === 'Always') ?? items[0];
  const agreement = await world.admin.post('/agreements', {
    name: 'Gates',
    calendar: always.id,
    applies: 'title starts "Gate"',
    goals: 'acknowledgement 30m\nrestoration 4h',
    pauses: 'restoration when state = on_hold',
    warnings: '75',
  });
  const made = await world.log({ title: 'Gate does not open', caller: world.ids.harbour, team: world.ids['Service desk'] });
  const { page } = await world.as('agent04');
  await page.goto(`${world.server.url}/incidents/${made.number}`);
  const panel = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Promised' }) });
  const restoration = panel.getByRole('listitem').filter({ hasText: 'Restoration' }).first();
  await restoration.getByText('Gates').waitFor();
  await restoration.getByText('due').first().waitFor();

  const agent = await world.client('agent04');
  await agent.post(`/incidents/${made.id}/hold`, { kind: 'supplier', reason: 'part ordered' });
  await restoration.getByText('paused', { exact: true }).first().waitFor();
  await restoration.locator('summary').click();
  await restoration.getByText('state = on_hold').waitFor();
  const acknowledgement = panel.getByRole('listitem').filter({ hasText: 'Acknowledgement' }).first();
  await acknowledgement.getByText('met', { exact: true }).waitFor();

  const { items: clocks } = await agent.get(`/incidents/${made.id}/clocks`);
  assert.deepEqual(
    clocks.map(({ target, state, verdict }) => [target, state, verdict]),
    [
      ['acknowledgement', 'stopped', 'met'],
      ['restoration', 'paused', 'open'],
    ],
  );
  await world.admin.patch(`/agreements/${agreement.id}`, { active: false });
}

export default [{ name: 'clocks say what is promised, and why', run: promised }];
