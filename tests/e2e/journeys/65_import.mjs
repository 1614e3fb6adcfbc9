// Incidents of another system: a file is brought, its columns get a meaning, the preview says what would be, and then it is done.
import assert from 'node:assert/strict';

/** As an old spreadsheet writes it: semicolons, German words, not UTF-8. */
const table = [
  'Ticket-Nummer;Betreff;Status;Erstellt am;Gruppe;Melder;Etage',
  'T-901;Drucker im Büro druckt nicht;Offen;01.02.2026 08:00;Network;m.keller;3',
  'T-902;Tür öffnet nicht;Erledigt;02.02.2026 09:30;Haustechnik;m.keller;1',
  'T-903;Licht flackert;Vielleicht;03.02.2026 10:00;Haustechnik;;2',
  '',
].join('\r\n');

export async function bringTable(page, url) {
  await page.goto(`${url}/admin/intake`);
  const file = { name: 'old tickets.csv', mimeType: 'text/csv', buffer: Buffer.from(table, 'latin1') };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('heading', { name: 'What the columns mean' }).waitFor();
  await page.getByRole('rowheader', { name: 'Betreff' }).waitFor();
}
export async function giveMeaning(page) {
  for (const [word, ours] of [
    ['Offen', 'In progress'],
    ['Erledigt', 'Closed'],
  ]) {
    await page.getByRole('combobox', { name: `Meaning of the word ${word}` }).click();
    await page.getByRole('option', { name: ours, exact: true }).click();
  }
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('heading', { name: 'The first incidents as they would be' }).waitFor();
}

async function bringIn(world) {
  const { page } = await world.as('keeper01');
  await bringTable(page, world.server.url);
  // The names of the columns were enough for most of it.
  const rows = page.getByRole('row');
  for (const [column, meaning] of [
    ['Ticket-Nummer', 'Number of the incident'],
    ['Betreff', 'Title'],
    ['Gruppe', 'Team'],
  ])
    await rows.filter({ hasText: column }).getByText(meaning, { exact: true }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled(), true, 'first one looks');

  await giveMeaning(page);
  const shown = page.getByRole('row').filter({ hasText: 'T-901' });
  await shown.getByText('Drucker im Büro druckt nicht').waitFor();
  await shown.getByText('In progress').waitFor();
  const found = page.getByRole('list', { name: 'What is not taken, or should be known' });
  await found.getByText('Vielleicht', { exact: false }).waitFor();
  assert.equal((await world.admin.get(`/incidents?filter=${encodeURIComponent('title contains "Drucker im"')}`)).items.length, 0);

  await page.getByRole('button', { name: 'Rehearse the whole file' }).click();
  await page.getByRole('heading', { name: 'Rehearsed: nothing was written' }).waitFor();
  assert.equal((await world.admin.get('/teams?q=Haustechnik')).items.length, 0, 'a rehearsal makes no team');

  // What the words mean was not forgotten meanwhile.
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('heading', { name: 'Imported' }).waitFor();
  const report = page.getByRole('link', { name: /^Report, row by row/ });
  const answer = await page.request.get(world.server.url + (await report.getAttribute('href')));
  assert.match(await answer.text(), /unknown_state/);
  const { items, names } = await world.admin.get(`/incidents?filter=${encodeURIComponent('external_ref = "T-902"')}`);
  const [made] = items;
  assert.equal(made.title, 'Tür öffnet nicht');
  assert.equal(made.state, 'closed');
  assert.equal(names[made.team], 'Haustechnik', 'the team was made');
}

/** A file that cannot be read says why, and a hand that may not import finds no way there. */
async function refused(world) {
  const { page } = await world.as('keeper01');
  await page.goto(`${world.server.url}/admin/intake`);
  const file = { name: 'twice.csv', mimeType: 'text/csv', buffer: Buffer.from('a,a\n1,2\n') };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByText('The column "a" is there twice.').waitFor();
  await page.getByRole('button', { name: 'Remove twice.csv' }).click();
  await page.getByText('twice.csv').waitFor({ state: 'detached' });
  const agent = await world.as('agent04');
  await agent.page.goto(`${world.server.url}/admin/intake`);
  await agent.page.getByRole('link', { name: 'My work' }).waitFor();
  assert.ok(!agent.page.url().includes('/admin'));
}

export default [
  { name: 'incidents out of a spreadsheet, looked at first', run: bringIn },
  { name: 'a file that cannot be read says why', run: refused },
];
