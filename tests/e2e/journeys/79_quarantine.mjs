// Mails that were set aside: an administrator sees why, mends the cause and tries again, and leaves another one for good; what was ignored
// can be tried, too.
import assert from 'node:assert/strict';
import { look } from '../lib/look.mjs';

/** Mails as a mail server hands them over. */
async function pipe(world) {
  const { token } = await world.admin.post('/tokens', { name: 'Pipe of the mail server', scopes: ['incoming_mail.deliver'] });
  return async (from, subject, more = '') => {
    const answer = await fetch(`${world.server.url}/api/v1/incoming_mail`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'message/rfc822' },
      body: `From: ${from}\r\nTo: incidents@example.org\r\nSubject: ${subject}\r\nMessage-ID: <${encodeURIComponent(subject)}@example.org>\r\n${more}\r\nIt blinks.\r\n`,
    });
    assert.equal(answer.status, 202, await answer.text());
  };
}

/** Once the mail was set aside anew. */
async function settled(world, id) {
  for (;;) {
    const { items } = await world.admin.get('/incoming_mail?state=quarantined');
    if (items.some((mail) => mail.id === id)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function setAside(world) {
  const { url } = world.server;
  const deliver = await pipe(world);
  await deliver('Night porter <porter@example.org>', 'The gate does not open');
  await deliver('Offers <offers@example.com>', 'Cheaper toner');
  await deliver('Harbour clerk <harbour@example.org>', 'Out of office', 'Auto-Submitted: auto-replied\r\n');
  const keeper = await world.as('keeper01');
  const { page } = keeper;
  await page.goto(`${url}/admin/system`);
  const list = page.getByRole('region', { name: 'Incoming mail' });
  const gate = list.getByRole('listitem').filter({ hasText: 'The gate does not open' });
  await gate.getByText(/porter@example\.org.*(not known|nobody)/i).waitFor();
  await gate.scrollIntoViewIfNeeded();
  await look(keeper, 'quarantine-desktop-light');
  // Tried again without a change it comes back with the same reason.
  const [tried] = await Promise.all([
    page.waitForResponse((answer) => answer.url().endsWith('/retry') && answer.ok()),
    gate.getByRole('button', { name: 'Try again' }).click(),
  ]);
  await settled(world, (await tried.json()).id);
  await gate.waitFor();
  await world.admin.post('/people', { name: 'Night porter', mail: 'porter@example.org', roles: ['caller'] });
  await gate.getByRole('button', { name: 'Try again' }).click();
  await gate.waitFor({ state: 'detached' });
  await list.getByRole('listitem').filter({ hasText: 'Cheaper toner' }).getByRole('button', { name: 'Dismiss' }).click();
  await list.getByText('None. A mail that cannot be taken in appears here with the reason.').waitFor();
  await list.getByText('Taken in', { exact: true }).click();
  const taken = list.getByRole('listitem').filter({ hasText: 'The gate does not open' });
  await taken.getByRole('link', { name: /^INC/ }).click();
  await page.getByRole('heading', { name: /The gate does not open/ }).waitFor();
  await page.goto(`${url}/admin/system`);
  await list.getByText('Ignored', { exact: true }).click();
  const absence = list.getByRole('listitem').filter({ hasText: 'Out of office' });
  await absence.getByRole('button', { name: 'Try again' }).click();
  await absence.waitFor({ state: 'detached' });
}

async function everywhere(world) {
  const deliver = await pipe(world);
  await deliver(
    'Somebody with a long name <somebody.with.a.long.name@department.example.com>',
    'A subject that goes on for longer than a phone is wide, as they do',
  );
  for (const [size, theme] of [
    ['desktop', 'dark'],
    ['phone', 'light'],
    ['phone', 'dark'],
  ]) {
    const person = await world.as('keeper01', { size, theme });
    await person.page.goto(`${world.server.url}/admin/system`);
    const line = person.page.getByRole('listitem').filter({ hasText: 'A subject that goes on' });
    await line.scrollIntoViewIfNeeded();
    await look(person, `quarantine-${size}-${theme}`);
    await world.everybodyLeaves();
  }
}

export default [
  { name: 'mails that were set aside are tried again or left', run: setAside },
  { name: 'mails that were set aside, light and dark, desktop and phone', run: everywhere },
];
