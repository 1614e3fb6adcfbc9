// A policy is written and tried out before anything breaks; an incident that nobody takes says who is told next, and one key stops it.
import assert from 'node:assert/strict';

async function written(world) {
  const { items } = await world.admin.get('/escalation_policies');
  for (const policy of items) if (policy.active) await world.admin.patch(`/escalation_policies/${policy.id}`, { active: false });
  const { page } = await world.as('keeper01');
  await page.goto(`${world.server.url}/admin/escalation_policies`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name', { exact: true }).fill('Telephones');
  await form.getByLabel(/^Applies when/).fill('service.name = "Telephony"');
  await form.getByLabel('Steps').fill('at once tell everybody');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('"everybody" is nobody').waitFor();
  await form.getByLabel('Steps').fill('after 10m tell team\nafter 20m tell person keeper01');
  await form.getByText('How steps are written').click();
  await form.locator('pre').getByText('reassign next team').waitFor();
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Telephones' }).waitFor();

  await page.getByRole('link', { name: 'What would happen' }).click();
  await page.getByLabel('Service', { exact: true }).selectOption({ label: 'Telephony' });
  const sequence = page.locator('ol').first();
  await sequence.getByText('Field engineer 02').waitFor();
  await sequence.getByText('Telephones: after 20m tell person keeper01').waitFor();
  assert.equal(await sequence.getByRole('listitem').count(), 2);
  await page.getByRole('row').filter({ hasText: 'without a category' }).getByText('Field engineer 02').first().waitFor();
}

async function stopped(world) {
  const made = await world.log({
    title: 'Exchange is silent',
    service: world.ids.Telephony,
    caller: world.ids.harbour,
    impact: 'high',
    urgency: 'high',
  });
  const { page } = await world.as('agent04');
  await page.goto(`${world.server.url}/incidents/${made.number}`);
  const panel = page.getByRole('region', { name: 'Escalation' });
  await panel.getByText(/next in (9|10) min/).waitFor();
  await panel.getByText('Telephones').click();
  await panel.getByText('after 10m tell team').waitFor();
  await panel.getByText('Field engineer 02').waitFor();
  // Put off by the keyboard, then sent on, then acknowledged.
  await page.locator('body').click({ position: { x: 3, y: 400 } });
  await page.keyboard.press('z');
  await page.getByRole('menuitem', { name: '30 minutes' }).click();
  await panel.getByText(/next in (29|30) min/).waitFor();
  await page.locator('body').click({ position: { x: 3, y: 400 } });
  await page.keyboard.press('u');
  await panel.getByText(/next in (19|20) min/).waitFor();
  await page.keyboard.press('y');
  await panel.getByText('acknowledged', { exact: true }).waitFor();
  await page.getByText('escalated it by policy').waitFor();
  await page.getByText('put the escalation off').waitFor();
  assert.equal(await panel.getByRole('button', { name: 'I have it' }).count(), 0);

  const agent = await world.client('agent04');
  const { items } = await agent.get(`/incidents/${made.id}/escalations`);
  assert.deepEqual(
    items.map(({ state, ending, steps }) => [state, ending, steps.length]),
    [['ended', 'acknowledged', 1]],
  );
  const { page: callers } = await world.as('harbour');
  await callers.goto(`${world.server.url}/incidents/${made.number}`);
  await callers.getByText('Exchange is silent').first().waitFor();
  assert.equal(await callers.getByText('escalat').count(), 0);
}

export default [
  { name: 'escalation policies are written and tried out', run: written },
  { name: 'escalation says who is next, and one key stops it', run: stopped },
];
