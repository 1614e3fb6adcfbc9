// Views that one keeps: on the server, so that they are there at every desk; shared with a team; those of an older console taken along.
import assert from 'node:assert/strict';

const filter = 'open = true and service.name = "Payroll"';

async function keepAndShare(world) {
  const keeper = await world.as('keeper01');
  await keeper.page.goto(`${world.server.url}/incidents?filter=${encodeURIComponent(filter)}`);
  await keeper.page.getByRole('button', { name: 'Keep as a view' }).click();
  await keeper.page.getByLabel('Name of the view').fill('Payroll now');
  await keeper.page.getByRole('button', { name: 'Save' }).click();
  await keeper.page.getByRole('link', { name: 'Payroll now' }).waitFor();

  // At another desk it is there too, and nobody else sees it.
  const again = await world.as('keeper01');
  await again.page.getByRole('link', { name: 'Payroll now' }).click();
  await again.page.waitForURL(/incidents\?filter=/);
  const agent = await world.as('agent04');
  await agent.page.getByRole('link', { name: 'My work' }).waitFor();
  assert.equal(await agent.page.getByRole('link', { name: /^Payroll now/ }).count(), 0);

  await again.page.getByRole('button', { name: 'Share or forget Payroll now' }).click();
  await again.page.getByRole('menuitem', { name: 'Share with Service desk' }).click();
  await again.page.getByRole('img', { name: 'Shared with Service desk' }).waitFor();
  await agent.page.reload();
  await agent.page.getByRole('link', { name: /^Payroll now/ }).click();
  await agent.page.waitForURL(/incidents\?filter=/);
  assert.equal(await agent.page.getByRole('button', { name: /^Share or forget/ }).count(), 0, 'it is not theirs to change');

  await again.page.getByRole('button', { name: 'Share or forget Payroll now' }).click();
  await again.page.getByRole('menuitem', { name: 'Forget Payroll now' }).click();
  await again.page.getByRole('link', { name: /^Payroll now/ }).waitFor({ state: 'detached' });
}

async function takenAlong(world) {
  const { page } = await world.as('engineer02');
  const { id } = (await (await world.client('engineer02')).get('/session')).person;
  const kept = [
    { name: 'Old one', search: { filter: 'open = true and priority <= 2', order: 'urgency' } },
    { name: 'Broken', search: { filter: 'nothing like this' } },
  ];
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [`evenkeel.views.${id}`, JSON.stringify(kept)]);
  await page.reload();
  await page.getByRole('link', { name: 'Old one' }).waitFor();
  assert.equal(await page.evaluate((key) => localStorage.getItem(key), `evenkeel.views.${id}`), null);
  const { items } = await (await world.client('engineer02')).get('/views');
  assert.deepEqual(
    items.map(({ name }) => name),
    ['Old one'],
    'what cannot be read is left behind',
  );
}

export default [
  { name: 'a view is kept, shared with a team and forgotten', run: keepAndShare },
  { name: 'views of this browser are taken along', run: takenAlong },
];
