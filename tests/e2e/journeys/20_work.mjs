// An analyst's day: logging by title alone, working by keyboard from the queue to closure, undo, a list that stays true.
import assert from 'node:assert/strict';

async function logByTitle(world) {
  const { page } = await world.as('agent04');
  await page.keyboard.press('l');
  await page.getByLabel('What is wrong?').fill('Lift display is dark');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^INC\d+ is logged$/ }).waitFor();
  await page.getByRole('link', { name: 'Open it' }).click();
  await page.getByRole('heading', { level: 1, name: 'Lift display is dark' }).waitFor();
  await page.getByText('Still asked:').first().waitFor();
}

async function refusedTitle(world) {
  const { page } = await world.as('agent04');
  await page.keyboard.press('l');
  await page.getByLabel('Description').fill('Only a description');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Say in a few words what is wrong.').waitFor();
  await page.reload();
  assert.equal(await page.getByLabel('Description').inputValue(), 'Only a description', 'the draft survives a reload');
  await page.getByLabel('Description').fill('');
}

/** No mouse from the sign-in to the closed incident. */
async function byKeyboard(world) {
  const made = await world.log({
    title: 'Scanner at gate 4 does not read',
    caller: world.ids.harbour,
    team: world.ids['Service desk'],
    impact: 'high',
    urgency: 'high',
    category: world.ids.Hardware,
  });
  const { page } = await world.as('agent04');
  await page.goto(`${world.server.url}/queue/unassigned`);
  await page.locator(`[data-row="${made.id}"]`).waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-row'));
  await page.keyboard.press('j');
  for (let i = 0; i < 30 && (await focused()) !== made.id; i++) {
    await page.keyboard.press('j');
    await page.waitForTimeout(60);
  }
  assert.equal(await focused(), made.id, 'j reaches the line and focus follows');

  await page.keyboard.press('i');
  await page.getByText(`${made.number}: is yours`).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: made.title }).waitFor();

  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: /Note\. Only staff/ }).waitFor();
  await page.keyboard.type('Lens is dirty.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('list').getByText('Lens is dirty.').waitFor();
  await page.keyboard.press('Escape');

  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: /Comment\. Caller will see this/ }).waitFor();
  await page.keyboard.type('We are cleaning the lens.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('list').getByText('We are cleaning the lens.').waitFor();
  await page.keyboard.press('Escape');

  await page.keyboard.press('r');
  await page.getByRole('combobox', { name: 'How did service come back?' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Lens cleaned, reads again.');
  await page.keyboard.press('Control+Enter');
  await page.getByText(`${made.number}: resolved`).waitFor();

  await page.keyboard.press('.');
  await page.getByPlaceholder('Type a command or a number').fill('close');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText(`${made.number}: closed`).waitFor();
  assert.equal((await world.admin.get(`/incidents/${made.number}`)).state, 'closed');
}

async function undo(world) {
  const made = await world.log({ title: 'Undo me', team: world.ids['Service desk'] });
  const { page } = await world.as('agent04');
  await page.goto(`${world.server.url}/incidents/${made.number}`);
  await page.getByRole('button', { name: 'Take it' }).click();
  await page.getByText(`${made.number}: is yours`).waitFor();
  await page.getByRole('button', { name: 'Undo (u)' }).waitFor();
  await page.keyboard.press('u');
  await page.getByText(`${made.number}: as it was before`).waitFor();
  assert.equal((await world.admin.get(`/incidents/${made.number}`)).assignee ?? null, null);
}

async function liveList(world) {
  const first = await world.log({ title: 'Already there', team: world.ids.Network });
  const { page } = await world.as('engineer02');
  await page.goto(`${world.server.url}/queue/teams`);
  const line = page.locator('[role=row]', { hasText: first.number });
  await line.waitFor();
  await page.waitForTimeout(500);

  const second = await world.log({ title: 'Comes later', team: world.ids.Network });
  await page.getByRole('button', { name: '1 new' }).waitFor();
  assert.equal(await page.locator('[role=row]', { hasText: second.number }).count(), 0, 'a new line waits to be asked for');
  await world.admin.patch(`/incidents/${first.number}`, { title: 'Another title now' });
  await line.getByText('Another title now').waitFor();
  await page.getByRole('button', { name: '1 new' }).click();
  await page.locator('[role=row]', { hasText: second.number }).waitFor();

  await world.admin.post(`/incidents/${first.number}/cancel`, { reason: 'Logged twice' });
  await line.getByText('No longer in this view').waitFor();
}

async function filters(world) {
  await world.log({ title: 'Mail is slow today', service: world.ids.Mail, impact: 'low', urgency: 'low' });
  await world.log({ title: 'Payroll stands still', service: world.ids.Payroll, impact: 'high', urgency: 'high' });
  const { page } = await world.as('agent04');
  await page.goto(`${world.server.url}/queue/open`);
  await page.getByText('Payroll stands still').waitFor();
  await page.keyboard.press('f');
  await page.keyboard.type('service.name = "Mail" and priority >= 3');
  await page.keyboard.press('Enter');
  await page.getByText('Payroll stands still').waitFor({ state: 'detached' });
  await page.getByText('Mail is slow today').waitFor();
  await page.getByRole('button', { name: 'Remove priority >= 3' }).waitFor();

  await page.getByRole('combobox', { name: 'Filter' }).fill('colour = red');
  await page.keyboard.press('Enter');
  const said = page.getByRole('alert').filter({ hasText: 'The filter cannot be read' });
  await said.waitFor();
  const [text, mark] = (await said.locator('pre').innerText()).split('\n');
  assert.equal(text.slice(mark.indexOf('^')).startsWith('colour'), true, 'the mark stands below the mistake');
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await page.getByText('Payroll stands still').waitFor();
}

/** The condition is completed while it is typed, by keys alone, and kept under a name. */
async function completion(world) {
  await world.log({ title: 'Payroll waits for completion', service: world.ids.Payroll, impact: 'high', urgency: 'high' });
  await world.log({ title: 'Mail waits for completion', service: world.ids.Mail });
  const { page } = await world.as('agent04');
  await page.goto(`${world.server.url}/queue/open`);
  await page.getByText('Mail waits for completion').waitFor();
  await page.keyboard.press('f');
  for (const [typed, option] of [
    ['serv', /^service\.name/],
    ['', /^=/],
    ['"Pay', /^"Payroll"/],
  ]) {
    await page.keyboard.type(typed);
    await page.getByRole('option', { name: option }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove service.name = "Payroll"' }).waitFor();
  await page.getByText('Mail waits for completion').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Keep as a view' }).click();
  await page.getByLabel('Name of the view').fill('Payroll');
  await page.keyboard.press('Enter');
  await page.reload();
  await page.getByRole('link', { name: 'Payroll', exact: true }).click();
  await page.getByText('Payroll waits for completion').waitFor();
  await page.getByRole('button', { name: 'Share or forget Payroll' }).click();
  await page.getByRole('menuitem', { name: /^Forget/ }).click();
  await page.getByRole('link', { name: 'Payroll', exact: true }).waitFor({ state: 'detached' });
}

async function manyAtOnce(world) {
  const made = [];
  for (const n of [1, 2, 3]) made.push(await world.log({ title: `Desk ${n} has no power`, team: world.ids['Service desk'] }));
  const { page } = await world.as('agent04');
  await page.goto(`${world.server.url}/queue/unassigned?filter=${encodeURIComponent('title starts "Desk"')}`);
  for (const { number } of made) await page.getByRole('checkbox', { name: `Select ${number}` }).check();
  await page.getByRole('region', { name: '3 selected' }).getByRole('button', { name: 'Take it' }).click();
  await page.getByText('Done for 3 incidents').waitFor();
  for (const { number } of made) assert.equal((await world.admin.get(`/incidents/${number}`)).assignee, world.ids.agent04);
}

export default [
  { name: 'log by title alone', run: logByTitle },
  { name: 'a refusal keeps the draft', run: refusedTitle },
  { name: 'from the queue to closure by keyboard', run: byKeyboard },
  { name: 'undo within ten seconds', run: undo },
  { name: 'the list stays true and does not move', run: liveList },
  { name: 'filters as text and chips, with the place of a mistake', run: filters },
  { name: 'a filter is completed and kept as a view', run: completion },
  { name: 'one command for many', run: manyAtOnce },
];
