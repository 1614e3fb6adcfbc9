// Two faults came as one incident: an engineer puts the alerts of the other one into an incident of their own.
import assert from 'node:assert/strict';
import { look } from '../lib/look.mjs';

async function splitOff(world) {
  const { url } = world.server;
  const service = await world.admin.post('/services', { name: 'Split shop' });
  const source = await world.admin.post('/alert_sources', { name: 'Split source', kind: 'prometheus' });
  const { secret } = await world.admin.post(`/alert_sources/${source.id}/keys`, {});
  const endsAt = new Date(Date.now() + 3_600_000).toISOString();
  const answer = await fetch(`${url}/in/${secret}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(
      ['ShopSlow', 'DiskFull', 'DiskOld'].map((alertname) => ({
        labels: { alertname, service: service.name, severity: alertname === 'ShopSlow' ? 'critical' : 'warning' },
        endsAt,
      })),
    ),
  });
  assert.equal(answer.status, 200);
  const incidentOf = async (title) => {
    for (let tries = 0; tries < 50; ++tries) {
      const { items } = await world.admin.get(`/alerts?filter=${encodeURIComponent(`title = "${title}"`)}`);
      if (items[0]?.incident && !items[0].no_incident) return items[0].incident;
      await new Promise((done) => setTimeout(done, 200));
    }
    throw new Error(`no incident of ${title}`);
  };
  const { number } = await world.admin.get(`/incidents/${await incidentOf('ShopSlow')}`);
  for (const [size, theme, title] of [
    ['desktop', 'light', 'DiskFull'],
    ['phone', 'dark', 'DiskOld'],
  ]) {
    const person = await world.as('engineer02', { size, theme });
    const { page } = person;
    await page.goto(`${url}/incidents/${number}`);
    await page.getByRole('button', { name: 'Split off' }).click();
    const form = page.getByRole('dialog', { name: 'Alerts of another fault' });
    await form.getByRole('checkbox', { name: title }).check();
    await form.getByRole('textbox', { name: 'Why' }).fill('The disk has nothing to do with it.');
    await form.getByRole('textbox', { name: /Into/ }).fill('INC9999999');
    await form.getByRole('button', { name: 'Split off' }).click();
    await form.getByText('there is no such incident').waitFor();
    const into = title === 'DiskFull' ? '' : (await world.admin.get(`/incidents/${await incidentOf('DiskFull')}`)).number;
    await form.getByRole('textbox', { name: /Into/ }).fill(into);
    await look(person, `alerts-split-${size}-${theme}`);
    await form.getByRole('button', { name: 'Split off' }).click();
    await page.getByText(/They are in INC\d+ now/).waitFor();
    await form.waitFor({ state: 'detached' });
    await world.everybodyLeaves();
  }
  const other = await incidentOf('DiskFull');
  assert.equal(await incidentOf('DiskOld'), other);
  assert.notEqual(await incidentOf('ShopSlow'), other);
}

export default [{ name: 'alerts: those of another fault are split off', run: splitOff }];
