// An administrator lets another program hear of incidents: a webhook with its secret, a test, what arrived and what was refused, pausing,
// and sending again what was changed since.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startReceiver } from '../lib/receiver.mjs';
import { findBinary, startServer } from '../lib/server.mjs';
import { prepare } from '../lib/world.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
/** With SCREENS=1 the pictures of the documentation are taken anew. */
const screens = process.env.SCREENS ? join(root, 'docs/screens') : null;

async function look(person, variant) {
  const { page } = person;
  await page.waitForTimeout(300);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `webhook ${variant}: the page is ${wide} px wider than the screen`);
  if (screens) await page.screenshot({ path: join(screens, `webhook-${variant}.png`) });
  assert.deepEqual(await person.axe(), [], `webhook ${variant}`);
}

async function webhooks(world) {
  const receiver = await startReceiver();
  const server = await startServer(findBinary(root), async () => ({
    EVENKEEL_CHANNELS_PRIVATE_NETWORKS: '127.0.0.1,::1',
    EVENKEEL_CHANNELS_CA_FILE: receiver.caFile,
  }));
  try {
    Object.assign(world, { server, ...(await prepare(server)) });
    const keeper = await world.as('keeper01');
    const { page } = keeper;
    await page.goto(`${server.url}/admin/webhooks`);
    await page.getByRole('button', { name: 'Add' }).click();
    let form = page.getByRole('dialog');
    await form.getByLabel('Name').fill('Harbour board');
    await form.getByLabel('Web address').fill('ftp://localhost/in');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('must be an https address').waitFor();
    await form.getByLabel('Web address').fill(receiver.url);
    await form.getByRole('combobox', { name: /^Changes/ }).click();
    await page.getByRole('option', { name: 'logged' }).click();
    await page.getByRole('option', { name: 'priority changed' }).click();
    await page.keyboard.press('Escape');
    if (!(await form.isVisible())) throw new Error('Escape closed the form and not the choice');
    await form.getByRole('button', { name: 'Save' }).click();

    // It stays open, for what comes next.
    form = page.getByRole('dialog', { name: 'Harbour board' });
    await form.getByText('It sends nothing before it has a secret').waitFor();
    await form.getByRole('button', { name: 'Make a secret' }).click();
    await form.getByText('it is shown this once').waitFor();
    assert.match(await form.locator('code').first().innerText(), /^whsec_/);
    await form.getByRole('button', { name: 'Send a test' }).click();
    assert.ok((await receiver.next('org.evenkeel.webhook.test')).headers['webhook-signature'].startsWith('v1,'));
    const sent = form.getByRole('region', { name: 'What was sent' });
    await sent.getByText('arrived').waitFor();

    const made = await world.admin.post('/incidents', { title: 'The crane display is dark' });
    await receiver.next('org.evenkeel.incident.logged', made.number);
    await sent.getByRole('link', { name: made.number }).waitFor();

    // Refused: it says so, with what was answered.
    receiver.status = 500;
    const refused = await world.admin.post('/incidents', { title: 'The scales stand still' });
    await sent.getByText('refused; tried again').first().waitFor();
    await sent.getByText(/answered 500/).first().waitFor();
    await receiver.next('org.evenkeel.incident.logged', refused.number);
    await form.getByRole('button', { name: 'Send a test' }).evaluate((button) => button.scrollIntoView());
    await look(keeper, 'desktop-light');
    receiver.status = 204;

    await form.getByRole('button', { name: 'Pause' }).click();
    await form.getByText(/^Paused/).waitFor();
    await form.getByRole('button', { name: 'Resume' }).click();
    await form.getByRole('button', { name: 'Pause' }).waitFor();

    // Everything since an hour ago comes once more, with the identities of then.
    receiver.got.length = 0;
    const anHourAgo = new Date(Date.now() - 3_600_000);
    const local = new Date(anHourAgo.getTime() - anHourAgo.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    await form.getByLabel('Since').fill(local);
    await form.getByRole('button', { name: 'Send again from there' }).click();
    await page.getByText('It starts again from there').waitFor();
    await receiver.next('org.evenkeel.incident.logged', made.number);

    // On a telephone, in German and in the dark.
    await world.admin.patch(`/people/${world.ids.keeper01}`, { language: 'de' });
    const phone = await world.as('keeper01', { size: 'phone', theme: 'dark' });
    await phone.page.goto(`${server.url}/admin/webhooks`);
    await phone.page.getByRole('button', { name: 'Harbour board' }).click();
    await phone.page.getByText('Was gesendet wurde').waitFor();
    await phone.page.getByText('angekommen').first().waitFor();
    await phone.page.getByText('Was gesendet wurde').evaluate((title) => title.scrollIntoView());
    await look(phone, 'phone-german');

    // Who runs no administration finds no such place.
    const agent = await world.as('agent04');
    await agent.page.goto(`${server.url}/admin/webhooks`);
    await agent.page.waitForURL((url) => !url.pathname.includes('webhooks'), { timeout: 15_000 });
    await world.everybodyLeaves();
  } finally {
    await server.stop();
    await receiver.stop();
  }
}

export default [{ name: 'webhooks: another program hears of incidents', run: webhooks, alone: true }];
