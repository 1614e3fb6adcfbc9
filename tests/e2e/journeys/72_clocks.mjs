// What was promised stands beside the incident: how long is left, what pauses it, and on demand why.
import assert from 'node:assert/strict';

async function promised(world) {
  const { items } = await world.admin.get('/calendars');
  const always = items.find(({ name }) => name === 'Always') ?? items[0];
  const agreement = await world.admin.post('/agreements', {
    name: 'Gates',
    calendar: always.id,
    applies: 'title starts "Gate"',
    goals: 'acknowledgement 30m\nrestoration 4h',
    pauses: 'restoration when state = on_hold',
    warnings: '75',
  });
  const made = await world.log({ title: 'Gate does not open', caller: world.ids.harbour, team: world.ids['Service desk'] });
  const { page } = await world.as('agent04');
  await page.goto(`${world.server.url}/incidents/${made.number}`);
  const panel = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Promised' }) });
  const restoration = panel.getByRole('listitem').filter({ hasText: 'Restoration' }).first();
  await restoration.getByText('Gates').waitFor();
  await restoration.getByText('due').first().waitFor();

  const agent = await world.client('agent04');
  await agent.post(`/incidents/${made.id}/hold`, { kind: 'supplier', reason: 'part ordered' });
  await restoration.getByText('paused', { exact: true }).first().waitFor();
  // On a phone the clocks lie below the whole story: the head says what is next, and leads there.
  const { page: phone } = await world.as('engineer02', { size: 'phone', theme: 'dark' });
  await phone.goto(`${world.server.url}/incidents/${made.number}`);
  await phone.getByRole('button', { name: 'Restoration paused' }).click();
  assert.ok(await phone.locator('#clocks summary').first().evaluate((line) => line === document.activeElement));
  for (const line of await phone.locator('#clocks summary').all()) await line.click();
  await phone.getByRole('img', { name: /^Timeline from / }).first().waitFor();
  assert.deepEqual(await world.present.at(-1).axe(), []);
  await restoration.locator('summary').click();
  await restoration.getByText('state = on_hold').waitFor();
  await restoration.getByRole('img', { name: /^Timeline from / }).waitFor();
  const acknowledgement = panel.getByRole('listitem').filter({ hasText: 'Acknowledgement' }).first();
  await acknowledgement.getByText('met', { exact: true }).waitFor();

  const { items: clocks } = await agent.get(`/incidents/${made.id}/clocks`);
  assert.deepEqual(
    clocks.map(({ target, state, verdict }) => [target, state, verdict]),
    [
      ['acknowledgement', 'stopped', 'met'],
      ['restoration', 'paused', 'open'],
    ],
  );
  await world.admin.patch(`/agreements/${agreement.id}`, { active: false });
}

/** What is due next stands in the queue, in words and with a mark of its own; paused and missed ones look otherwise. */
async function inTheQueue(world) {
  const { items } = await world.admin.get('/calendars');
  const always = items.find(({ name }) => name === 'Around the clock') ?? items[0];
  const agreement = await world.admin.post('/agreements', {
    name: 'Ferries',
    calendar: always.id,
    applies: 'title starts "Ferry"',
    goals: 'update 1s elapsed when title = "Ferry is lost"\nrestoration 90m',
    pauses: 'restoration when state = on_hold',
    stops: 'update when open = false',
  });
  const soon = await world.log({ title: 'Ferry is late', team: world.ids['Service desk'] });
  const paused = await world.log({ title: 'Ferry waits', team: world.ids['Service desk'] });
  const lost = await world.log({ title: 'Ferry is lost', team: world.ids['Service desk'] });
  const agent = await world.client('agent04');
  await agent.post(`/incidents/${paused.id}/hold`, { kind: 'supplier', reason: 'part ordered' });
  const { page } = await world.as('agent04');
  await page.getByRole('link', { name: 'Due soon' }).click();
  const row = (incident) => page.getByRole('row').filter({ hasText: incident.number });
  await row(soon).getByText('in 1 h').waitFor();
  await page.getByRole('link', { name: 'Breached' }).click();
  await row(lost).getByText(/over/).waitFor();
  assert.equal(await row(soon).count(), 0, 'what is not missed is not there');
  await page.goto(`${world.server.url}/queue/open?filter=${encodeURIComponent('title = "Ferry waits"')}`);
  await row(paused).getByText('paused').waitFor();

  await page.goto(`${world.server.url}/incidents/${lost.number}`);
  await page.getByText('found a target missed').waitFor();
  const restoration = page.getByRole('listitem').filter({ hasText: 'Restoration' }).first();
  await restoration.locator('summary').click();
  const [proof] = await Promise.all([
    page.waitForEvent('download'),
    restoration.getByRole('link', { name: 'Download the proof' }).click(),
  ]);
  assert.match(proof.suggestedFilename(), /restoration\.proof\.json$/);
  await world.admin.patch(`/agreements/${agreement.id}`, { active: false });
}

/** An administrator tries an agreement on what was, takes a template, and hears what else promises the same. */
async function triedOut(world) {
  await world.log({ title: 'Crane stands still', team: world.ids['Service desk'] });
  const { page } = await world.as('keeper01');
  await page.goto(`${world.server.url}/admin/agreements`);
  await page.getByRole('button', { name: 'From a template' }).click();
  await page.getByRole('menuitem', { name: /Standard targets/ }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: 'Preview' }).click();
  await form.getByRole('row').filter({ hasText: 'Restoration' }).waitFor();
  await form.getByText(/clocks would come out otherwise/).click();
  await form.getByText(/instead of not promised/).first().waitFor();
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'From a template' }).click();
  await page.getByRole('menuitem', { name: /Standard targets/ }).click();
  await form.getByLabel('Name').fill('The same again');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/"Standard targets" also promises: Restoration/).waitFor();
  const { items } = await world.admin.get('/agreements');
  for (const { id, name } of items)
    if (['Standard targets', 'The same again'].includes(name)) await world.admin.patch(`/agreements/${id}`, { active: false });
}

/** To be reminded when the team works again, by its calendar; a caller who waits is seen. */
async function reminded(world) {
  const hours = 'Mon-Fri 08:00-17:00';
  const calendar = await world.admin.post('/calendars', { name: 'Quay office', zone: 'UTC', hours });
  const made = await world.log({ title: 'Crane drifts', caller: world.ids.harbour, team: world.ids['Service desk'] });
  const { page } = await world.as('agent04');
  await page.goto(`${world.server.url}/incidents/${made.number}`);
  await page.getByRole('heading', { name: 'Crane drifts' }).waitFor();
  const open = async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByPlaceholder('Type a command or a number').fill('follow-up');
    await page.keyboard.press('Enter');
    return page.getByRole('dialog');
  };
  const before = await open();
  await before.getByRole('button', { name: 'in 4 h' }).click();
  assert.notEqual(await before.getByLabel('Follow up at').inputValue(), '', 'no calendar: time that passes');
  await before.getByRole('button', { name: 'Cancel' }).click();

  await world.admin.patch(`/teams/${world.ids['Service desk']}`, { calendar: calendar.id });
  await page.reload();
  await page.getByRole('heading', { name: 'Crane drifts' }).waitFor();
  const dialog = await open();
  await dialog.getByRole('button', { name: 'in 2 working days' }).click();
  const field = dialog.getByLabel('Follow up at');
  await page.waitForFunction((input) => input.value !== '', await field.elementHandle());
  await field.fill('2027-01-02T12:00');
  await dialog.getByText('Nobody of the team works then.').waitFor();
  await dialog.getByRole('button', { name: /^Take .*4/ }).click();
  assert.equal(await field.inputValue(), '2027-01-04T08:00', 'the Monday after');
  await dialog.getByRole('button', { name: 'in 2 working days' }).click();
  await page.waitForFunction((input) => input.value !== '2027-01-04T08:00', await field.elementHandle());
  await dialog.getByRole('button', { name: 'Set a follow-up' }).click();
  await dialog.waitFor({ state: 'detached' });
  const agent = await world.client('agent04');
  const { hold_until: until } = await agent.get(`/incidents/${made.id}`);
  assert.ok(Date.parse(until) > Date.now() + 86_400_000, `in two working days: ${until}`);

  const caller = await world.client('harbour');
  await caller.post(`/incidents/${made.id}/comment`, { text: 'Does it go on?' });
  await page.getByText('The caller waits for an answer').first().waitFor();
  await agent.post(`/incidents/${made.id}/comment`, { text: 'At noon.' });
  await page.getByText('The caller waits for an answer').first().waitFor({ state: 'detached' });
  await world.admin.patch(`/teams/${world.ids['Service desk']}`, { calendar: null });
}

/** What the caller was told: seen by both, due in the head, another time with a reason, withdrawn. */
async function told(world) {
  const made = await world.log({ title: 'Winch is loose', caller: world.ids.harbour, team: world.ids['Service desk'] });
  const person = await world.as('agent04');
  const { page } = person;
  await page.goto(`${world.server.url}/incidents/${made.number}`);
  await page.getByRole('heading', { name: 'Winch is loose' }).waitFor();
  const open = async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByPlaceholder('Type a command or a number').fill('promise');
    await page.keyboard.press('Enter');
    return page.getByRole('dialog');
  };
  const first = await open();
  await first.getByRole('button', { name: 'in 4 h' }).click();
  assert.equal(await first.getByLabel('Reason').count(), 1);
  assert.deepEqual(await person.axe(), []);
  await first.getByRole('button', { name: 'Promise the caller a time' }).click();
  await first.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Promise to the caller / }).waitFor();

  const { page: mine } = await world.as('harbour', { size: 'phone' });
  await mine.goto(`${world.server.url}/incidents/${made.number}`);
  await mine.getByText('Promised for').waitFor();
  assert.deepEqual(await world.present.at(-1).axe(), []);

  const agent = await world.client('agent04');
  const { promised_for: before } = await agent.get(`/incidents/${made.id}`);
  const second = await open();
  assert.notEqual(await second.getByLabel('The caller was told').inputValue(), '', 'what was said stands there');
  await second.getByRole('button', { name: 'in 1 day' }).click();
  await second.getByRole('button', { name: 'Promise the caller a time' }).click();
  await second.getByLabel('Reason').fill('the part comes tomorrow');
  await second.getByRole('button', { name: 'Promise the caller a time' }).click();
  await second.waitFor({ state: 'detached' });
  const { promised_for: after } = await agent.get(`/incidents/${made.id}`);
  assert.ok(Date.parse(after) > Date.parse(before) + 60_000_000, `${before}, then ${after}`);

  const third = await open();
  await third.getByLabel('The caller was told').fill('');
  await third.getByLabel('Reason').fill('nobody knows');
  await third.getByRole('button', { name: 'Promise the caller a time' }).click();
  await third.waitFor({ state: 'detached' });
  await mine.getByText('Promised for').waitFor({ state: 'detached' });
}

export default [
  { name: 'clocks say what is promised, and why', run: promised },
  { name: 'clocks are seen in the queue', run: inTheQueue },
  { name: 'a follow-up goes by the working time of the team', run: reminded },
  { name: 'what the caller was told stands beside the clocks', run: told },
  { name: 'an agreement is tried out before it takes effect', run: triedOut },
];
