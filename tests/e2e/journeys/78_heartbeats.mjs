// From a new heartbeat to its first ping: an administrator describes a job, gets its address, and sees it report and fail by itself.
import assert from 'node:assert/strict';
import { look } from '../lib/look.mjs';

async function ping(world, key, what = '', body = '') {
  const answer = await fetch(`${world.server.url}/ping/${key}${what}`, { method: 'POST', body });
  assert.equal(await answer.text(), 'OK');
  assert.equal(answer.headers.get('ping-body-limit'), '100000');
}

async function connect(world) {
  const { url } = world.server;
  await world.admin.post('/alert_sources', { name: 'Jobs of the night', kind: 'generic' });
  const keeper = await world.as('keeper01');
  const { page } = keeper;
  await page.goto(`${url}/alerts/heartbeats`);
  await page.getByText('No heartbeat yet.').waitFor();
  await look(keeper, 'heartbeats-none-desktop-light');
  await page.getByRole('link', { name: 'New heartbeat' }).click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name' }).fill('Copy of the archive');
  await form.getByRole('textbox', { name: 'Or at these times' }).fill('0 25 * * *');
  await form.getByLabel(/^Alert source/).fill('Jobs of');
  await page.getByRole('option', { name: 'Jobs of the night' }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText(/"25" is no hour/).waitFor();
  await form.getByRole('textbox', { name: 'Or at these times' }).fill('0 5 * * *');
  await form.getByRole('button', { name: 'Save' }).click();

  // It stays open for what comes next.
  const setup = form.getByRole('region', { name: 'Connect it' });
  await setup.getByText('Waiting for the first ping').waitFor();
  await setup.getByRole('button', { name: 'Make a key' }).click();
  await setup.getByText('Copy it now. It is not shown again.').waitFor();
  const key = await setup.locator('code').first().textContent();
  assert.match(key, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.ok((await setup.getByLabel('cron', { exact: true }).textContent()).includes(`${url}/ping/${key}`));
  await setup.scrollIntoViewIfNeeded();
  await look(keeper, 'heartbeat-setup-desktop-light');
  await ping(world, key);
  await setup.getByText('On time').waitFor();

  // It says that it failed, and what it printed.
  await setup.getByRole('link', { name: 'See how it stands' }).click();
  await page.getByRole('heading', { name: 'Copy of the archive' }).waitFor();
  await ping(world, key, '/start?rid=1');
  await page.getByText(/running now/).waitFor();
  await ping(world, key, '/4?rid=1', 'rsync: <b>connection</b> refused');
  await page.getByText('It said that it failed.').waitFor();
  await page.getByText('exit status 4').waitFor();
  await page.getByText('rsync: <b>connection</b> refused').waitFor();
  await page.getByRole('link', { name: 'Failed' }).click();
  await page.getByRole('heading', { name: 'Copy of the archive failed (exit status 4)' }).waitFor();
  await ping(world, key);
  await page.goto(`${url}/alerts/heartbeats`);
  await page.getByRole('row', { name: /Copy of the archive/ }).getByText('On time').waitFor();
}

async function everywhere(world) {
  const source = await world.admin.post('/alert_sources', { name: 'Jobs of the day', kind: 'generic', opens: false });
  const make = async (name, facts, pings = []) => {
    const { id } = await world.admin.post('/heartbeats', { name, source: source.id, ...facts });
    const { secret } = await world.admin.post(`/heartbeats/${id}/key`, {});
    for (const [what, body] of pings) await ping(world, secret, what, body);
    return id;
  };
  await make('Renewal of certificates', { every: '1w', grace: '1d' });
  await make('Figures for the board', { every: '1d', grace: '1h', paused: true });
  const backup = await make('Backup of file shares', { schedule: '30 2 * * *', zone: 'Europe/Berlin', grace: '2h' }, [
    ['/start', ''],
    ['', '41,208 files, 118 GB, nothing skipped'],
    ['/start', ''],
    ['/2', 'tar: /srv/shares/plans: Permission denied\ntar: Exiting with failure status due to previous errors'],
  ]);
  await make('Import of orders', { every: '15m', grace: '5m' }, [['', '12 orders']]);
  const pages = {
    heartbeats: async ({ page }) => {
      await page.goto(`${world.server.url}/alerts/heartbeats`);
      await page.getByRole('link', { name: 'Import of orders' }).waitFor();
    },
    heartbeat: async ({ page }) => {
      await page.goto(`${world.server.url}/alerts/heartbeats/${backup}`);
      await page.getByText('Permission denied').waitFor();
    },
  };
  for (const [size, theme] of [
    ['desktop', 'light'],
    ['desktop', 'dark'],
    ['phone', 'light'],
    ['phone', 'dark'],
  ]) {
    const person = await world.as('engineer02', { size, theme });
    for (const [name, open] of Object.entries(pages)) {
      await open(person);
      await look(person, `${name}-${size}-${theme}`);
    }
    await world.everybodyLeaves();
  }
}

export default [
  { name: 'heartbeats: a job is connected, reports and fails', run: connect },
  { name: 'heartbeats: every page of them, light and dark, desktop and phone', run: everywhere },
];
