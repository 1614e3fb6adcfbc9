// What an administrator tries and sets up around gateways: a test below the record of a gateway, with its outcome, and the ways of a team
// below the record of the team.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startGateway } from '../lib/gateway.mjs';
import { findBinary, startServer } from '../lib/server.mjs';
import { prepare } from '../lib/world.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

async function open(page, url, path, name) {
  await page.goto(`${url}/admin/${path}`);
  await page.getByRole('button', { name, exact: true }).click();
  const form = page.getByRole('dialog');
  await form.waitFor();
  return form;
}

async function gateways(world) {
  const gateway = await startGateway();
  const server = await startServer(findBinary(root), async () => ({ EVENKEEL_CHANNELS_PRIVATE_NETWORKS: '127.0.0.1' }));
  try {
    Object.assign(world, { server, ...(await prepare(server)) });
    await world.admin.post('/gateways', { name: 'SMS', kind: 'sms', url: gateway.url });
    await world.admin.post('/gateways', { name: 'Nowhere', kind: 'sms', url: 'http://127.0.0.1:1/send' });
    const keeper = await world.as('keeper01');
    const { page } = keeper;

    let form = await open(page, server.url, 'gateways', 'SMS');
    await form.getByLabel('Address for the test').fill('030 1');
    await form.getByRole('button', { name: 'Send a test' }).click();
    await form.getByText('must be a number like +4930123456').waitFor();
    await form.getByLabel('Address for the test').fill('+4930123999');
    await form.getByRole('button', { name: 'Send a test' }).click();
    await form.getByText('The test arrived there.').waitFor();
    assert.equal((await gateway.next(/A test of SMS/)).to, '+4930123999');
    assert.deepEqual(await keeper.axe(), []);

    form = await open(page, server.url, 'gateways', 'Nowhere');
    await form.getByLabel('Address for the test').fill('+4930123999');
    await form.getByRole('button', { name: 'Send a test' }).click();
    await form.getByText('So far: ').waitFor();

    // On a telephone, in German: the team's own number, proven by the code that came over it.
    await world.admin.patch(`/people/${world.ids.keeper01}`, { language: 'de' });
    const phone = await world.as('keeper01', { size: 'phone', theme: 'dark' });
    form = await open(phone.page, server.url, 'teams', 'Network');
    const part = form.getByRole('region', { name: 'Wie das Team erreicht wird' });
    await part.getByText('Bisher nur über sein Postfach.').waitFor();
    await part.getByLabel('Über', { exact: true }).selectOption({ label: 'SMS' });
    await part.getByLabel('Adresse', { exact: true }).fill('+4930123777');
    await part.getByLabel('Name (freiwillig)').fill('Raum');
    await part.getByRole('button', { name: 'Weg hinzufügen' }).click();
    const { text } = await gateway.next(/Code|code/);
    await part.getByLabel('Code für Raum', { exact: true }).fill(/\d{6}/.exec(text)[0]);
    await part.getByRole('button', { name: 'Beweisen', exact: true }).click();
    await part.getByRole('button', { name: 'Raum testen' }).click();
    await part.getByText('die neueste Meldung kam dort an').waitFor();
    assert.deepEqual(await phone.axe(), []);
    const wide = await phone.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    assert.equal(wide, false, 'nothing reaches over the edge of a telephone');
    await part.getByRole('button', { name: 'Raum entfernen' }).click();
    await part.getByText('Bisher nur über sein Postfach.').waitFor();
    await world.everybodyLeaves();
  } finally {
    await server.stop();
    await gateway.stop();
  }
}

export default [{ name: 'gateways: one is tried, and a team is reached by it', run: gateways, alone: true }];
