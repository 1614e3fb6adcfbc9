// Administrators and auditors: a team, a category and the matrix set up by hand, records from a spreadsheet, the service map, and the
// change log with its proof.
import assert from 'node:assert/strict';
import { drawMap } from '../lib/world.mjs';

const admin = (world) => world.as('keeper01');

/** A team, a category below another that it is accountable for, and a matrix in which that category's incidents land. */
async function setUp(world) {
  const { page } = await admin(world);
  await page.goto(`${world.server.url}/admin/teams`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Building services');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Building services' }).waitFor();

  await page.getByRole('link', { name: 'Categories' }).click();
  await page.getByRole('button', { name: 'Add below Hardware' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Lift');
  await dialog.getByLabel(/^Accountable team/).fill('Buil');
  await page.getByRole('option', { name: 'Building services' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  const branch = page.getByRole('list', { name: 'Hardware' });
  await branch.getByRole('button', { name: 'Lift', exact: true }).waitFor();
  await page.getByRole('button', { name: /^Inside Hardware/ }).click();
  await branch.waitFor({ state: 'detached' });

  await page.getByRole('link', { name: 'Priority matrices' }).click();
  await page.locator('tbody').getByRole('button').first().click();
  const cell = dialog.getByRole('combobox', {
    name: 'Priority for impact Low, urgency Low',
  });
  await cell.selectOption('5');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });

  const category = (await world.admin.get('/categories?q=Lift')).items[0];
  const made = await world.log({
    title: 'Lift stands',
    category: world.ids.Hardware,
    subcategory: category.id,
    impact: 'low',
    urgency: 'low',
  });
  assert.equal(made.names[made.team], 'Building services', 'the category names the team');
  assert.equal(made.priority, 5, 'the matrix gives the priority');
}

async function fromSpreadsheet(world) {
  const { page } = await admin(world);
  await page.goto(`${world.server.url}/admin/suppliers`);
  const buffer = Buffer.from('name,mail\nCustomer A,a@example.org\n,nobody@example.org\n');
  await page.locator('input[type=file]').setInputFiles({ name: 'suppliers.csv', mimeType: 'text/csv', buffer });
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/^Would add 1, change 0, leave 0 as they are and refuse 1/).waitFor();
  await dialog.getByText(/^Line 3:/).waitFor();
  assert.equal((await world.admin.get('/suppliers')).items.length, 0, 'a rehearsal changes nothing');
  await dialog.getByRole('button', { name: 'Import CSV' }).click();
  await page.getByRole('button', { name: 'Customer A' }).waitFor();
}

/** A field for one category, offered where the category is chosen. */
async function customField(world) {
  const { page } = await admin(world);
  await page.goto(`${world.server.url}/admin/custom_fields`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Label' }).fill('Floor');
  assert.equal(await dialog.getByRole('textbox', { name: 'Name' }).inputValue(), 'floor', 'the name follows from the label');
  assert.equal(await dialog.getByLabel(/^Choices/).count(), 0, 'choices belong to a choice alone');
  await dialog.getByRole('combobox', { name: /^Type/ }).click();
  await page.getByRole('option', { name: 'Choice' }).click();
  await dialog.getByLabel(/^Choices/).fill('Ground');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'floor' }).waitFor();
  assert.deepEqual((await world.admin.get('/custom_fields')).items.find(({ name }) => name === 'floor').choices, ['Ground']);
}

/** A period says in a sentence what its fields mean, and stands on the calendar. */
async function criticalPeriod(world) {
  await world.admin.post('/critical_periods', {
    name: 'Month end',
    service: world.ids.Payroll,
    recurrence: 'monthly',
    starts_at: '2026-01-28T07:00:00Z',
    ends_at: '2026-02-02T17:00:00Z',
    zone: 'Europe/Berlin',
  });
  const { page } = await admin(world);
  await page.goto(`${world.server.url}/admin/critical_periods`);
  const sentence = /Every month from the 28th at 08:00 until the 2nd at 18:00 \(clocks of Europe\/Berlin\): raises the impact by one level\./;
  await page.getByText(sentence).waitFor();
  await page.getByRole('button', { name: 'Month end' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(sentence).waitFor();
  assert.equal(await dialog.getByLabel('Starts').inputValue(), '2026-01-28T08:00', 'by the clocks of the period');
  await dialog.getByLabel('Ends').fill('2026-02-03T12:30');
  await dialog.getByText(/until the 3rd at 12:30/).waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Month', { exact: true }).click();
  assert.ok((await page.getByRole('button', { name: 'Month end' }).count()) >= 3, 'it stands on its days');
  await page.getByRole('button', { name: 'Later month' }).click();
  await page.getByRole('button', { name: 'Month end' }).first().click();
  await dialog.getByText(/until the 3rd at 12:30/).waitFor();
}

/** What a calendar means is seen before anything is timed by it: a month of hours, and when so much time is over. */
async function calendar(world) {
  const { page } = await admin(world);
  await page.goto(`${world.server.url}/admin/calendars`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Once it is saved').waitFor();
  await dialog.getByLabel('Name', { exact: true }).fill('Warehouse hours');
  await dialog.getByLabel(/^Time zone/).fill('Europe/Berlin');
  await page.getByRole('option', { name: 'Europe/Berlin' }).click();
  await dialog.getByLabel(/^Working hours/).fill('Mon-Fri 08:00-17:00');
  const published = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20201225', 'RRULE:FREQ=YEARLY'];
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'holidays.ics',
    mimeType: 'text/calendar',
    buffer: Buffer.from([...published, 'SUMMARY:Christmas Day', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')),
  });
  await dialog.getByText('3 dates were read.', { exact: false }).waitFor();
  assert.match(await dialog.getByLabel(/^Dates with other hours/).inputValue(), /^\d{4}-12-25 closed Christmas Day$/m);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('table').getByText('Warehouse hours').click();
  await dialog.getByLabel('From', { exact: true }).fill('2026-11-20T15:30');
  await dialog.getByText('Monday, 23 November 2026 at 10:30').waitFor();
  await dialog.getByLabel('How long').fill('2 working days');
  await dialog.getByText('Tuesday, 24 November 2026 at 15:30').waitFor();
  await dialog.getByLabel('How long').fill('2d');
  await dialog.getByText('add must be a duration', { exact: false }).waitFor();
  await dialog.getByLabel(/^Working hours/).fill('');
  await dialog.getByText('your changes are not in it yet', { exact: false }).waitFor();
  await dialog.getByLabel('How long').press('Enter');
  assert.ok(await dialog.isVisible(), 'Enter asks the calendar, it does not save it');
  const december = dialog.getByRole('region', { name: /^December/ });
  while (!(await december.isVisible())) await dialog.getByRole('button', { name: 'Later month' }).click();
  await december.getByText('closed').first().waitFor();
}

async function serviceMap(world) {
  await drawMap(world);
  const { page } = await admin(world);
  await page.goto(`${world.server.url}/admin/map`);
  await page.getByRole('button', { name: 'Disk shelf, Storage' }).focus();
  await page.keyboard.press('Enter');
  const beside = page.getByRole('complementary', { name: 'What was chosen' });
  for (const name of ['Host 12', 'Mail relay', 'Mail', 'Telephony'])
    await beside.getByRole('button', { name, exact: true }).waitFor();
  assert.equal(await beside.getByRole('button', { name: 'Core router' }).count(), 0, 'what it does not touch is not named');
  await page.getByRole('combobox', { name: 'One service' }).fill('Network');
  await page.getByRole('option', { name: 'Network access' }).click();
  await page.getByRole('button', { name: 'Core router, Network' }).waitFor();
}

async function person(world) {
  const { page } = await admin(world);
  await page.goto(`${world.server.url}/admin/people`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('First line 09');
  await dialog.getByLabel(/^Login/).fill('nine');
  await dialog.getByLabel(/^Roles/).click();
  await page.getByRole('option', { name: 'Analyst (first line)' }).click();
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'First line 09' }).click();
  await dialog.getByRole('textbox', { name: 'New password' }).fill('a lamp above the water');
  await dialog.getByRole('button', { name: 'Set password' }).click();
  await page.getByText('First line 09 has a new password').waitFor();
  await dialog.getByRole('checkbox', { name: 'Active' }).uncheck();
  await dialog.getByRole('button', { name: 'Save' }).click(); // the password made it a newer version; that is in nobody's way
  await page.locator('tr', { hasText: 'First line 09' }).getByText('inactive').waitFor();
}

async function proof(world) {
  const made = await world.log({ title: 'Is in the log' });
  await world.admin.post(`/incidents/${made.number}/cancel`, {
    reason: 'Only for the log',
  });
  const { page } = await admin(world);
  await page.goto(`${world.server.url}/admin/audit`);
  await page.getByLabel('Number or id').fill(made.number);
  const line = page.getByRole('listitem').filter({ hasText: 'cancelled it' });
  await line.waitFor();
  await line.getByText('Only for the log').waitFor();
  // The filter works: of all that was logged only this one is left.
  await page.getByRole('listitem').filter({ hasText: 'logged it' }).nth(1).waitFor({ state: 'detached' });
  await page.getByText('logged it').waitFor();

  await page.getByRole('button', { name: 'Is it whole?' }).click();
  await page.getByText('It is whole: nothing was altered').waitFor();
  await page.getByText(/^\d+ changes in \d+ seals, \d+ facts$/).waitFor();

  await page.getByRole('link', { name: 'System' }).click();
  await page.getByRole('heading', { name: 'Database' }).waitFor();
  await page.getByText('SQLite').waitFor();
}

/** A token of one's own is shown once, opens the API, and no longer after it was revoked. */
async function ownAccount(world) {
  const { page } = await world.as('agent04');
  await page.goto(`${world.server.url}/account`);
  await page.getByLabel('What is it for?').fill('Nightly report');
  await page.getByRole('combobox', { name: 'What may it do?' }).click();
  await page.getByRole('option', { name: 'Everything that you may' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Make a token' }).click();
  const token = await page.locator('code').innerText();
  const ask = async () =>
    (
      await fetch(`${world.server.url}/api/v1/session`, {
        headers: { Authorization: `Bearer ${token}` },
      })
    ).status;
  assert.equal(await ask(), 200);
  await page.getByRole('button', { name: 'Revoke Nightly report' }).click();
  await page.getByRole('button', { name: 'Revoke Nightly report' }).waitFor({ state: 'detached' });
  assert.equal(await ask(), 401);
}

export default [
  { name: 'a team, a category and the matrix are set up by hand', run: setUp },
  { name: 'records from a spreadsheet, rehearsed first', run: fromSpreadsheet },
  { name: 'a custom field with its choices', run: customField },
  { name: 'a critical period in words and on the calendar', run: criticalPeriod },
  { name: 'a calendar is tried out: a month of hours, and when time is over', run: calendar },
  { name: 'the service map says what is hurt', run: serviceMap },
  {
    name: 'a person is added, gets a password and is made inactive',
    run: person,
  },
  { name: 'the change log and its proof', run: proof },
  { name: 'a token of one’s own', run: ownAccount },
];
