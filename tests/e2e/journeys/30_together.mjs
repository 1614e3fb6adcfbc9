// Two people at once, a session that ends, and facts edited in place.
import assert from 'node:assert/strict';
import { password } from '../lib/world.mjs';

async function openIncident(world, login, number) {
  const person = await world.as(login);
  await person.go(`/incidents/${number}`);
  await person.page.getByRole('heading', { level: 1 }).waitFor();
  return person;
}

async function conflict(world) {
  const made = await world.log({ title: 'Badge reader', description: 'It blinks.' });
  const { page } = await openIncident(world, 'agent04', made.number);
  await page.getByRole('button', { name: 'Edit Description' }).click();
  const editor = page.getByRole('textbox', { name: 'Description' });
  await editor.fill('It blinks twice, then goes dark.');
  // The other one saves first, and live hints are kept away so that the page still has the old version.
  await page.route(`**/api/v1/incidents/${made.number}`, (route) =>
    route.request().method() === 'GET' ? route.abort() : route.continue(),
  );
  const current = await world.admin.get(`/incidents/${made.number}`);
  await world.admin.patch(`/incidents/${made.number}`, { description: 'It blinks at night.' }, current.version);
  await page.unroute(`**/api/v1/incidents/${made.number}`);
  await page.route(
    `**/api/v1/incidents/${made.id}`,
    (route) => {
      const headers = { ...route.request().headers(), 'if-match': `"${current.version}"` };
      return route.request().method() === 'PATCH' ? route.continue({ headers }) : route.continue();
    },
    { times: 1 },
  );
  await page.getByRole('button', { name: 'Save', exact: true }).click();

  const dialog = page.getByRole('dialog', { name: /Somebody else changed the same thing/ });
  await dialog.waitFor();
  await dialog.getByText('It blinks at night.').waitFor();
  await dialog.getByText('It blinks twice, then goes dark.').waitFor();
  await dialog.getByText('Register keeper 01 wrote').waitFor();
  await dialog.getByLabel('Write it from both').check();
  await dialog.getByRole('textbox', { name: 'Write it from both' }).fill('It blinks twice at night, then goes dark.');
  await dialog.getByRole('button', { name: 'Save this' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('It blinks twice at night, then goes dark.').first().waitFor();
  assert.equal((await world.admin.get(`/incidents/${made.number}`)).description, 'It blinks twice at night, then goes dark.');
}

async function sessionExpires(world) {
  const made = await world.log({ title: 'Session ends here' });
  const person = await openIncident(world, 'agent04', made.number);
  const { page } = person;
  await page.keyboard.press('n');
  await page.keyboard.type('Half an hour of careful words');
  await person.context.clearCookies();
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await dialog.getByText('What you typed is still here.').waitFor();
  await dialog.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  const words = page.getByRole('textbox', { name: /Only staff/ });
  assert.equal(await words.inputValue(), 'Half an hour of careful words');
  await words.focus();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('list').getByText('Half an hour of careful words').waitFor();
}

async function factsInPlace(world) {
  const made = await world.log({ title: 'Facts', impact: 'low', urgency: 'low' });
  const { page } = await openIncident(world, 'agent04', made.number);
  await page.getByRole('button', { name: /^Urgency/ }).click();
  await page.getByRole('option', { name: 'High' }).click();
  await page.getByText('Urgency saved').waitFor();
  await page.getByRole('button', { name: /^Add Caller|^Caller/ }).click();
  await page.keyboard.type('harb');
  await page.getByRole('option', { name: /Harbour clerk/ }).click();
  await page.getByText('Caller saved').waitFor();
  const now = await world.admin.get(`/incidents/${made.number}`);
  assert.equal(now.urgency, 'high');
  assert.equal(now.caller, world.ids.harbour);
  assert.ok(now.priority < made.priority, 'the matrix follows');
}

async function filesAndLinks(world) {
  const other = await world.log({ title: 'The other one' });
  const made = await world.log({ title: 'Files and links' });
  const { page } = await openIncident(world, 'agent04', made.number);
  await page
    .locator('input[type=file]')
    .last()
    .setInputFiles({ name: 'trace.txt', mimeType: 'text/plain', buffer: Buffer.from('line one\n') });
  const link = page.getByRole('link', { name: 'Download trace.txt' });
  await link.waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  assert.equal(download.suggestedFilename(), 'trace.txt');

  await page.getByRole('button', { name: 'Link to another incident' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Other incident' }).fill(other.number);
  await page.getByRole('option', { name: new RegExp(other.number) }).click();
  await dialog.getByRole('button', { name: 'Link to another incident' }).click();
  await page
    .getByRole('link', { name: new RegExp(other.number) })
    .first()
    .waitFor();

  await page.getByRole('textbox', { name: 'Add a task' }).fill('Call the building');
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: 'Call the building' }).check();
  await page.waitForTimeout(300);
  const tasks = await world.admin.get(`/incidents/${made.number}/tasks`);
  assert.equal(tasks.items[0].state, 'done');
}

/** The answer is held back: what was asked for is there at once, and goes again with the reason when it is refused. */
async function foreseen(world) {
  const made = await world.log({ title: 'Answers at once', team: world.ids['Service desk'] });
  const { page } = await openIncident(world, 'agent04', made.number);
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route('**/take', async (route) => {
    await held;
    const problem = {
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      code: 'incident.not_your_team',
      detail: 'It went elsewhere.',
    };
    await route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      body: JSON.stringify({ ...problem, errors: [] }),
    });
  });
  await page.getByRole('button', { name: 'Take it' }).click();
  await page.getByRole('button', { name: /^Assignee: Desk agent 04/ }).waitFor();
  release();
  await page.getByText('It went elsewhere.').waitFor();
  await page.getByRole('button', { name: /^Assignee: Desk agent 04/ }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Take it' }).waitFor();
}

export default [
  { name: 'a conflict of two shows both and loses nothing', run: conflict },
  { name: 'a session that ends while typing keeps the text', run: sessionExpires },
  { name: 'facts are edited in place', run: factsInPlace },
  { name: 'a command shows at once and is taken back with the reason', run: foreseen },
  { name: 'files, links and tasks', run: filesAndLinks },
];
