// A service desk under load: many calls with the keyboard alone, a connection that is lost and comes back, what is asked for a
// category, and words that are shown as they were meant.
import assert from 'node:assert/strict';

const calls = 10;

/** Ten callers on the telephone; no hand leaves the keyboard. */
async function tenCalls(world) {
  const { page } = await world.as('agent04');
  await page.keyboard.press('l');
  for (let n = 1; n <= calls; n++) {
    await page.getByLabel('What is wrong?').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'INPUT', 'one types at once');
    await page.keyboard.type(`Call ${n}: no dial tone`);
    await page.keyboard.press('Tab');
    await page.keyboard.type('Since this morning.');
    await page.keyboard.press('Tab');
    await page.keyboard.type(n % 2 ? 'harb' : 'ware');
    await page.getByRole('option', { name: n % 2 ? /Harbour clerk/ : /Warehouse clerk/ }).waitFor();
    assert.equal(await page.getByRole('option').count(), 1, 'what the letters exclude is not offered');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: /^INC\d+ is logged$/ }).waitFor();
    await page.keyboard.press('l');
  }
  const { items } = await world.admin.get(`/incidents?filter=${encodeURIComponent('title starts "Call "')}&limit=50`);
  assert.equal(items.length, calls);
  assert.equal(items.filter(({ caller }) => caller === world.ids.harbour).length, calls / 2);
}

async function connectionLost(world) {
  const made = await world.log({ title: 'Cable is pulled', team: world.ids['Service desk'] });
  const { context, page } = await world.as('agent04');
  await page.goto(`${world.server.url}/incidents/${made.number}`);
  await page.getByRole('button', { name: 'Take it' }).waitFor();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Take it' }).click();
  await page.getByText('The server cannot be reached.', { exact: false }).first().waitFor();
  await page.getByRole('button', { name: 'Take it' }).waitFor();
  await page.keyboard.press('n');
  await page.keyboard.type('Written while the line was down');
  await page.keyboard.press('Control+Enter');
  await page.getByText('What you typed is still here.', { exact: false }).first().waitFor();
  await world.admin.patch(`/incidents/${made.number}`, { title: 'Cable was pulled by somebody' });
  await context.setOffline(false);
  await page.getByRole('heading', { level: 1, name: 'Cable was pulled by somebody' }).waitFor({ timeout: 40_000 });
  await page.getByRole('textbox', { name: /Only staff/ }).focus();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('list').getByText('Written while the line was down').waitFor();
}

/** The field of a category is asked for where the category is chosen, and so is the thing that failed. */
async function asksWhatItNeeds(world) {
  await world.admin.post('/custom_fields', { name: 'tray', label: 'Tray', type: 'integer', category: world.ids.Hardware });
  await world.admin.post('/cis', { name: 'Printer 9', kind: 'Printer' });
  const { page } = await world.as('agent04');
  await page.goto(`${world.server.url}/log`);
  await page.getByLabel('What is wrong?').fill('Takes no paper');
  await page.getByRole('combobox', { name: 'Category' }).waitFor();
  assert.equal(await page.getByLabel(/^Tray/).count(), 0);
  await page.getByRole('combobox', { name: 'Category' }).click();
  await page.getByRole('option', { name: 'Hardware', exact: true }).click();
  await page.getByLabel(/^Tray/).fill('2');
  await page.getByRole('textbox', { name: 'Configuration item' }).fill('Printer 9');
  await page.getByRole('option', { name: /Printer 9/ }).click();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: /^INC\d+ is logged$/ }).waitFor();
  const [made] = (await world.admin.get(`/incidents?filter=${encodeURIComponent('title = "Takes no paper"')}`)).items;
  assert.equal(made.custom.tray, 2);
  assert.ok(made.ci);
}

/** Markdown is shown as it was meant, and nothing of it runs. */
async function shownAsMeant(world) {
  const made = await world.log({
    title: 'Markdown',
    description: '# Symptoms\n\n- it **blinks**\n- <img src=x onerror="document.title=1"> [here](javascript:alert(1))',
  });
  const { page } = await world.as('agent04');
  await page.goto(`${world.server.url}/incidents/${made.number}`);
  await page.locator('strong', { hasText: 'blinks' }).waitFor();
  assert.equal(await page.locator('.prose img').count(), 0);
  assert.equal(await page.locator('.prose a[href^="javascript"]').count(), 0);
}

export default [
  { name: 'ten calls with the keyboard alone', run: tenCalls },
  { name: 'a connection that is lost and comes back', run: connectionLost },
  { name: 'the log form asks what a category needs', run: asksWhatItNeeds },
  { name: 'a description is shown as it was meant', run: shownAsMeant },
];
