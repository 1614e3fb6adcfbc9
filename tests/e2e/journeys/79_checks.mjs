// A check of this very server's page: an administrator describes it, sees that it is up, and asks again; the list says what is down.
import { look } from '../lib/look.mjs';

async function asked(world) {
  const { url } = world.server;
  const source = await world.admin.post('/alert_sources', { name: 'Own checks', kind: 'generic' });
  const keeper = await world.as('keeper01');
  const { page } = keeper;
  await page.goto(`${url}/alerts/checks`);
  await page.getByRole('link', { name: 'New check' }).click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name' }).fill('Front page');
  await form.getByRole('textbox', { name: 'Address' }).fill('shop.example.org');
  await form.getByLabel(/^Alert source/).fill('Own');
  await page.getByRole('option', { name: 'Own checks' }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText(/must begin with https/).waitFor();
  // This machine is not asked unless the configuration names it: said plainly, and counted as a failure.
  await form.getByRole('textbox', { name: 'Address' }).fill(`${url}/health`);
  await form.getByRole('button', { name: 'Save' }).click();
  const stands = form.getByRole('region', { name: 'How it stands' });
  await stands.getByText(/checks\.networks/).waitFor();
  await stands.getByRole('button', { name: 'Ask now' }).click();
  await stands.getByText('It is asked within seconds.').waitFor();
  await stands.getByRole('listitem').nth(1).waitFor({ state: 'attached' });
  await stands.scrollIntoViewIfNeeded();
  await look(keeper, 'check-setup-desktop-light');
  await world.admin.post('/checks', { name: 'Figures', source: source.id, kind: 'tcp', address: '127.0.0.1:1', failures: 1 });
  // What a worker elsewhere asks says from where.
  const gate = { name: 'Gate', kind: 'ping', address: 'gate.example.org', place: 'Branch office' };
  await world.admin.post('/checks', { ...gate, source: source.id });
  let items = [];
  for (let n = 0; items.length === 0 && n < 100; ++n) {
    if (n > 0) await new Promise((resolve) => setTimeout(resolve, 300)); // it is due within a tenth of its interval
    ({ items } = await world.admin.post('/check_turns', { place: 'Branch office' }));
  }
  await world.admin.post(`/checks/${items[0].check}/answers`, { turn: items[0].turn, well: true, took_us: 14_000, text: 'it answered' });
  for (const [size, theme] of [
    ['desktop', 'light'],
    ['desktop', 'dark'],
    ['phone', 'light'],
    ['phone', 'dark'],
  ]) {
    const person = await world.as('engineer02', { size, theme });
    await person.page.goto(`${url}/alerts/checks`);
    await person.page.getByRole('row', { name: /Figures/ }).getByText('Down').waitFor();
    await person.page.getByRole('row', { name: /Gate/ }).getByText('from Branch office').waitFor();
    await look(person, `checks-${size}-${theme}`);
    await person.page.getByRole('link', { name: 'Figures' }).click();
    await person.page.getByRole('heading', { name: 'Figures' }).waitFor();
    await person.page.getByRole('listitem').filter({ hasText: 'failed' }).first().waitFor();
    await look(person, `check-${size}-${theme}`);
    await world.everybodyLeaves();
  }
}

export default [{ name: 'checks: one is described and asked', run: asked }];
