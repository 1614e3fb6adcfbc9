// How one is reached: an administrator defines a gateway, somebody adds a number, proves it by the code that a real server got, puts the
// ways in order, and is told over them; on a telephone, with axe finding nothing.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startGateway } from '../lib/gateway.mjs';
import { findBinary, startServer } from '../lib/server.mjs';
import { prepare } from '../lib/world.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

async function reached(world) {
  const gateway = await startGateway();
  const server = await startServer(findBinary(root), async () => ({
    EVENKEEL_CHANNELS_PRIVATE_NETWORKS: '127.0.0.1',
  }));
  try {
    Object.assign(world, { server, ...(await prepare(server)) });
    const keeper = await world.as('keeper01');
    await keeper.page.goto(`${server.url}/admin/gateways`);
    await keeper.page.getByRole('button', { name: 'Add', exact: true }).click();
    const form = keeper.page.getByRole('dialog');
    await form.getByLabel('Name', { exact: true }).fill('SMS');
    await form.getByLabel('Kind').click();
    await keeper.page.getByRole('option', { name: 'sms', exact: true }).click();
    await form.getByLabel('Web address').fill(gateway.url);
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'hidden' });

    const technician = await world.as('engineer02', { size: 'phone' });
    const { page } = technician;
    await page.goto(`${server.url}/account`);
    const part = page.getByRole('region', { name: 'How I am reached' });
    await part.getByLabel('Address', { exact: true }).fill('030 1');
    await part.getByRole('button', { name: 'Add a way' }).click();
    await part.getByText('must be a number like +4930123456').waitFor();
    await part.getByLabel('Address', { exact: true }).fill('+4930123456');
    await part.getByLabel('Name (optional)').fill('Mobile');
    await part.getByRole('button', { name: 'Add a way' }).click();
    await part.getByLabel('Code for Mobile', { exact: true }).waitFor();
    assert.deepEqual(await technician.axe(), []);
    const { text, to } = await gateway.next(/is your code/);
    assert.equal(to, '+4930123456');
    await part.getByLabel('Code for Mobile', { exact: true }).fill('12');
    await part.getByRole('button', { name: 'Prove', exact: true }).click();
    await part.getByText('is not the newest code').waitFor();
    await part.getByLabel('Code for Mobile', { exact: true }).fill(/\d{6}/.exec(text)[0]);
    await part.getByRole('button', { name: 'Prove', exact: true }).click();
    await part.getByRole('button', { name: 'Test Mobile' }).click();
    await gateway.next(/A test of Mobile/);
    await part.getByText('the newest message arrived there').waitFor();

    const urgent = part.getByRole('group', {
      name: 'Urgent: what has to be acknowledged',
    });
    await urgent.getByRole('combobox').selectOption({ label: 'Mobile' });
    await urgent.getByRole('button', { name: 'Add', exact: true }).click();
    await urgent.getByRole('button', { name: 'Add', exact: true }).click();
    await urgent.getByLabel('Minutes until Mail').fill('7');
    await part.getByLabel('From', { exact: true }).fill('22:00');
    await part.getByLabel('Until', { exact: true }).fill('07:00');
    await part.getByLabel('Together at', { exact: true }).fill('8:00');
    await part.getByRole('button', { name: 'Save' }).click();
    await page.getByText('How you are reached is changed.').waitFor();
    assert.deepEqual(await technician.axe(), []);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    assert.equal(wide, false, 'nothing reaches over the edge of a telephone');
    const { rules } = await (await world.client('engineer02')).get('/contact');
    assert.equal(rules.urgent[1], 'mail 7');
    assert.deepEqual(rules.digest_at, ['08:00']);

    // A page goes to the number, not to the mail that comes seven minutes later.
    await world.admin.post('/escalation_policies', {
      name: 'At once',
      applies: 'title starts "Core"',
      trigger: 'unacknowledged',
      steps: 'at once tell person engineer02',
    });
    await world.log({ title: 'Core router down' });
    await gateway.next(/Core router down/);
    await part.getByRole('button', { name: 'Remove Mobile' }).click();
    await part.getByRole('button', { name: 'Remove Mobile' }).waitFor({ state: 'hidden' });
    assert.ok(!server.output().includes('+4930123456'), 'no number stands in the log');
    await world.everybodyLeaves();
  } finally {
    await server.stop();
    await gateway.stop();
  }
}

export default [
  {
    name: 'reached: a number is added, proven and told',
    run: reached,
    alone: true,
  },
];
