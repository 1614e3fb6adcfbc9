// Closer looks at an incident: colleagues mentioned while writing, a talk that counts, who may see what is confidential; and what
// is held about a person.
import assert from 'node:assert/strict';

async function mentioned(world) {
  const made = await world.log({
    title: 'Lamp flickers',
    caller: world.ids.harbour,
    team: world.ids['Service desk'],
  });
  const { page } = await world.as('agent04');
  await page.goto(`${world.server.url}/incidents/${made.number}`);
  const note = page.getByRole('textbox', { name: /^Note/ });
  await note.pressSequentially('Please look @engineer0');
  await page.getByRole('option', { name: /@engineer02/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('today');
  assert.equal(await note.inputValue(), 'Please look @engineer02 today');
  await page.getByRole('button', { name: 'Save note' }).click();
  await page.getByText('Please look @engineer02 today').first().waitFor();

  await page
    .locator('label')
    .filter({ hasText: /^Comment$/ })
    .click();
  await page.getByRole('textbox', { name: /^Comment/ }).fill('As we said on the telephone.');
  await page.getByRole('checkbox', { name: 'Spoke with the caller' }).check();
  await page.getByRole('textbox', { name: 'Time worked' }).fill('10');
  await page.getByRole('button', { name: 'Send to caller' }).click();
  await page.getByText('Contacts with the caller').waitFor();
  const now = await world.admin.get(`/incidents/${made.id}`);
  // The call that it was logged from, and this one.
  assert.equal(now.contacts, 2);
  assert.equal(now.time_worked_s, 600);
}

async function named(world) {
  const agent = await world.client('agent04');
  const made = await agent.post('/incidents', {
    title: 'Locker was opened',
    confidential: true,
    team: world.ids['Service desk'],
  });
  await agent.patch(`/incidents/${made.id}`, {
    description: 'Since this morning',
  });
  const { page } = await world.as('agent04');
  await page.goto(`${world.server.url}/incidents/${made.number}`);
  await page.getByText('changed the description').waitFor();
  const facts = page.getByRole('complementary', { name: 'Facts' });
  await facts.getByRole('button', { name: /May see it by name/ }).click();
  await facts.getByRole('textbox', { name: 'May see it by name' }).fill('Field engineer');
  await page.getByRole('option', { name: /Field engineer 02/ }).click();
  await page.keyboard.press('Tab');
  await facts
    .getByRole('button', {
      name: /May see it by name: Field engineer 02|May see it by name.*Field engineer 02/,
    })
    .waitFor();
  // What was chosen stands there before the server has answered.
  await page.waitForTimeout(500);
  const now = await agent.get(`/incidents/${made.id}`);
  assert.deepEqual(now.named, [world.ids.engineer02]);
}

async function personalData(world) {
  const made = await world.admin.post('/people', {
    name: 'Passing visitor',
    roles: ['caller'],
  });
  const { page } = await world.as('keeper01');
  await page.goto(`${world.server.url}/admin/people`);
  await page.getByRole('button', { name: 'Passing visitor' }).click();
  const form = page.getByRole('dialog', { name: 'Passing visitor' });
  const link = form.getByRole('link', { name: 'Download it' });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  assert.match(download.suggestedFilename(), /^person-.*\.json$/);
  await form.getByRole('button', { name: 'Erase personal data' }).click();
  const last = form.getByRole('button', {
    name: 'Erase Passing visitor for good',
  });
  await form.getByLabel('Why (kept in the audit log)').fill('asked for it');
  await form.getByLabel('Type Passing visitor to confirm').fill('Passing');
  assert.ok(await last.isDisabled(), 'only with the whole name');
  await form.getByLabel('Type Passing visitor to confirm').fill('Passing visitor');
  await last.click();
  await form.waitFor({ state: 'hidden' });
  assert.equal((await world.admin.get(`/people/${made.id}`)).erased, true);
}

export default [
  {
    name: 'writing: a colleague is mentioned, and a talk counts',
    run: mentioned,
  },
  { name: 'facts: who may see what is confidential', run: named },
  { name: 'people: what is held is taken out and erased', run: personalData },
];
