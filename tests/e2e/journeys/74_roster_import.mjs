// Rosters of another tool: an administrator looks at what would become of a file, says who somebody is, brings it in, and again.
import assert from 'node:assert/strict';

const schedule = {
  schedules: [
    {
      id: 'PIMPORT',
      name: 'Imported on call',
      time_zone: 'Europe/Berlin',
      schedule_layers: [
        {
          id: 'PL1',
          name: 'Week',
          start: '2026-01-05T09:00:00+01:00',
          end: null,
          rotation_virtual_start: '2026-01-05T09:00:00+01:00',
          rotation_turn_length_seconds: 604800,
          users: [{ user: { id: 'PU1', summary: 'Desk agent 04' } }, { user: { id: 'PU2', summary: 'Somebody else' } }],
        },
        {
          id: 'PL0',
          name: 'Odd',
          start: '2026-01-05T09:00:00+01:00',
          rotation_virtual_start: '2026-01-05T09:00:00+01:00',
          rotation_turn_length_seconds: 5400,
          users: [{ user: { id: 'PU1' } }],
        },
      ],
    },
  ],
};

async function chosen(page) {
  await page.locator('input[type=file][aria-label="Choose a file"]').setInputFiles({
    name: 'pagerduty.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(schedule)),
  });
}

async function broughtIn(world) {
  const { page } = await world.as('keeper01');
  await page.goto(`${world.server.url}/admin/rosters`);
  await page.getByRole('button', { name: 'From another tool' }).click();
  const dialog = page.getByRole('dialog');
  await chosen(page);
  const table = dialog.getByRole('region', { name: 'What would become of it' });
  const row = table.getByRole('row').filter({ hasText: 'Imported on call' });
  await row.getByText('left out').waitFor();
  await table.getByText('no whole number of hours', { exact: false }).waitFor();
  await dialog.getByText('1 person is not known here').waitFor();
  const bring = dialog.getByRole('button', { name: 'Bring in' });
  assert.equal(await bring.isDisabled(), true, 'nothing would be made');

  await dialog.getByRole('textbox', { name: 'Who Somebody else is here' }).fill('Field engineer 02');
  await page.getByRole('option', { name: /Field engineer 02/ }).click();
  await row.getByText('new').waitFor();
  await row.getByRole('button', { name: 'Imported on call' }).click();
  await dialog.getByRole('group', { name: 'Shifts of Desk agent 04' }).waitFor();
  await bring.click();
  await dialog.getByRole('region', { name: 'What became of it' }).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('button', { name: 'Imported on call' }).waitFor();

  // The same file again: everything is as it is.
  await page.getByRole('button', { name: 'From another tool' }).click();
  await chosen(page);
  await page.getByRole('textbox', { name: 'Who Somebody else is here' }).fill('Field engineer 02');
  await page.getByRole('option', { name: /Field engineer 02/ }).click();
  await row.getByText('as it is').waitFor();
  assert.equal(await bring.isDisabled(), true);
}

export default [{ name: 'on call: rosters of another tool are brought in', run: broughtIn }];
