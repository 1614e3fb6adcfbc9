// An administrator says that a node explains what its services complain of; the alert held back says by which one, and why.
import assert from 'node:assert/strict';
import { look } from '../lib/look.mjs';

async function heldBack(world) {
  const { url } = world.server;
  const source = await world.admin.post('/alert_sources', { name: 'Nodes', kind: 'prometheus' });
  const { secret } = await world.admin.post(`/alert_sources/${source.id}/keys`, {});
  const keeper = await world.as('keeper01');
  const { page } = keeper;
  await page.goto(`${url}/admin/inhibition_rules`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name' }).fill('Services of a node');
  await form.getByRole('textbox', { name: /While an alert fires/ }).fill('alertname');
  await form.getByRole('textbox', { name: /open no incident/ }).fill('severity=~"warning|error"\nalertname=ServiceSlow');
  await form.getByLabel(/labels alike/).fill('instance');
  await form.getByLabel(/labels alike/).press('Enter');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText(/bad matcher format/).waitFor();
  await form.getByRole('textbox', { name: /While an alert fires/ }).fill('alertname=NodeDown');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('row', { name: /Services of a node/ }).click();
  await form.getByRole('textbox', { name: 'Name' }).waitFor();
  await look(keeper, 'inhibition-rule-desktop-light');
  const endsAt = new Date(Date.now() + 3_600_000).toISOString();
  const alerts = ['NodeDown', 'ServiceSlow'].map((alertname) => ({
    labels: { alertname, instance: 'node-7', severity: alertname === 'NodeDown' ? 'critical' : 'warning' },
    endsAt,
  }));
  const answer = await fetch(`${url}/in/${secret}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(alerts),
  });
  assert.equal(answer.status, 200);
  for (const [size, theme] of [
    ['desktop', 'light'],
    ['phone', 'dark'],
  ]) {
    const person = await world.as('engineer02', { size, theme });
    await person.page.goto(`${url}/alerts`);
    await person.page.getByText('follows from another alert').first().waitFor();
    await person.page.getByRole('link', { name: 'ServiceSlow' }).click();
    await person.page.getByText('"Services of a node" holds it back while another alert fires').waitFor();
    await person.page.getByText('Held back by another alert').waitFor();
    await look(person, `alert-inhibited-${size}-${theme}`);
    await person.page.getByRole('link', { name: 'NodeDown' }).click();
    await person.page.getByRole('heading', { name: 'NodeDown' }).waitFor();
    await world.everybodyLeaves();
  }
}

export default [{ name: 'alerts: one is held back by another', run: heldBack }];
