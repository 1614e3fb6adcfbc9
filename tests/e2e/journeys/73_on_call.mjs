// Who is on call: an administrator makes a roster and sees what comes of it, a technician takes over by dragging, asks for cover and
// is stood in for, and a calendar program subscribes.
import assert from 'node:assert/strict';

const day = (offset) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** Two rosters: one whole, one with a vacant week. */
export async function makeRosters(world) {
  if (world.ids.roster) return;
  const { engineer02, agent04 } = world.ids;
  const layer = (turns) => ({
    name: 'Week',
    unit: 'weeks',
    every: 1,
    hand_off: '09:00',
    starts_on: day(-10),
    line_ups: [{ from: day(-10), turns }],
  });
  const make = async (name, turns) =>
    (
      await world.admin.post('/rosters', {
        name,
        zone: 'Europe/Berlin',
        team: world.ids.Network,
        plan: { layers: [layer(turns)] },
      })
    ).id;
  world.ids.roster = await make('Network on call', [{ people: [engineer02], shadows: [agent04] }]);
  world.ids.holed = await make('Telephony on call', [{ people: [agent04] }, { people: [engineer02] }, { people: [] }]);
  await (await world.client('engineer02')).patch(`/people/${engineer02}`, { phone: '+49 30 100' });
}

async function looked(world) {
  await makeRosters(world);
  const { page } = await world.as('agent04');
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await page.getByRole('heading', { name: 'On call', level: 1 }).waitFor();
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Network on call' }) });
  await card.getByText('Field engineer 02').first().waitFor();
  await card.getByRole('link', { name: 'Call Field engineer 02' }).waitFor();
  await card.getByText('listens in').waitFor();
  await page.getByText(/gaps? in the next 30 days/).waitFor();
}

async function made(world) {
  const { page } = await world.as('keeper01');
  await page.goto(`${world.server.url}/admin/rosters`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name', { exact: true }).fill('Desk on call');
  await form.getByRole('button', { name: 'Add a layer' }).click();
  await form.getByText('Nobody is on duty in these weeks.').waitFor();
  const turn = form.getByRole('textbox', { name: 'Add a person' });
  await turn.fill('Desk agent');
  await page.getByRole('option', { name: /Desk agent 04/ }).click();
  await form.getByRole('button', { name: 'Take Desk agent 04 out of this turn' }).waitFor();
  await form.getByRole('group', { name: 'Shifts of Desk agent 04' }).waitFor();
  // What means nothing is said before anything is saved.
  await form.getByLabel('Only at these hours (optional)').fill('Mun 9-5');
  await form.getByText(/Mun/).first().waitFor();
  await form.getByLabel('Only at these hours (optional)').fill('Mon-Fri 18:00-08:00');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Desk on call' }).waitFor();
  const { items } = await world.admin.get('/rosters');
  const roster = items.find(({ name }) => name === 'Desk on call');
  assert.equal(roster.plan.layers[0].hours, 'Mon-Fri 18:00-08:00');
  assert.deepEqual(roster.plan.layers[0].line_ups[0].turns, [{ people: [world.ids.agent04] }]);
  await world.admin.patch(`/rosters/${roster.id}`, { active: false });
}

/** Who joins a rotation that runs comes at the end of the round: the turns of the others stay as they were. */
async function joined(world) {
  const { agent04, engineer02 } = world.ids;
  const turns = [{ people: [agent04] }, { people: [engineer02] }];
  const layer = {
    name: 'Week',
    unit: 'weeks',
    every: 1,
    hand_off: '09:00',
    starts_on: day(-9),
    line_ups: [{ from: day(-9), turns }],
  };
  const roster = await world.admin.post('/rosters', {
    name: 'Turned on call',
    zone: 'Europe/Berlin',
    plan: { layers: [layer] },
  });
  const { page } = await world.as('keeper01');
  await page.goto(`${world.server.url}/admin/rosters`);
  await page.getByRole('button', { name: 'Turned on call' }).click();
  const form = page.getByRole('dialog', { name: 'Turned on call' });
  const who = form.getByRole('textbox', { name: 'Who', exact: true });
  await who.fill('Harbour');
  await page.locator('[role=option]:visible').first().click();
  await form.getByRole('button', { name: 'Put it into the turns' }).click();
  await form.getByText(/it holds once it is saved/).waitFor();
  await form.getByText('Next until now').waitFor();
  await form.getByText('Next as it stands above').waitFor();
  assert.equal(await form.getByText(/also changes who had past shifts/).count(), 0);
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'hidden' });
  const saved = (await world.admin.get(`/rosters/${roster.id}`)).plan.layers[0].line_ups;
  assert.deepEqual(
    saved[0].turns.map(({ people }) => people[0]),
    [agent04, engineer02],
  );
  assert.equal(saved[1].from, day(5));
  assert.deepEqual(
    saved[1].turns.slice(0, 2).map(({ people }) => people[0]),
    [agent04, engineer02],
  );
  assert.equal(saved[1].turns.length, 3);
  await world.admin.patch(`/rosters/${roster.id}`, { active: false });
}

async function foreseen(world) {
  const { page } = await world.as('agent04');
  await page.goto(`${world.server.url}/on-call`);
  await page.getByRole('link', { name: 'What would happen' }).click();
  await page.getByRole('heading', { name: 'What would happen', level: 1 }).waitFor();
}

async function taken(world) {
  await makeRosters(world);
  const { page } = await world.as('agent04');
  await page.goto(`${world.server.url}/on-call/${world.ids.roster}`);
  await page.getByRole('button', { name: 'Later' }).click();
  const lane = page.getByRole('group', { name: 'Shifts of Desk agent 04' }).locator('[data-draggable]');
  const box = await lane.boundingBox();
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height - 3);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.32, box.y + box.height - 3, {
    steps: 5,
  });
  await page.mouse.up();
  const form = page.getByRole('dialog', { name: 'Change who is on duty' });
  assert.notEqual(await form.getByLabel('From').inputValue(), '');
  assert.notEqual(await form.getByLabel('Until').inputValue(), '');
  await form.getByRole('button', { name: 'Put it on the roster' }).click();
  await form.waitFor({ state: 'hidden' });
  const overrides = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Overrides' }) });
  await overrides.getByText('Desk agent 04 in place of whoever is on duty').waitFor();
  await overrides.getByRole('button', { name: 'Withdraw' }).click();
  await overrides.getByText('Nobody stands in in this time.').waitFor();
  // The same by the keyboard: a shift is pressed and the form says for whom.
  const shift = page.getByRole('group', { name: 'Shifts of Field engineer 02' }).getByRole('button').last();
  await shift.focus();
  await page.keyboard.press('Enter');
  await form.getByLabel('In place of').waitFor();
  assert.equal(await form.getByLabel('In place of').inputValue(), 'Field engineer 02');
  await page.keyboard.press('Escape');
}

async function asked(world) {
  await makeRosters(world);
  const technician = await world.as('engineer02');
  const { page } = technician;
  await page.goto(`${world.server.url}/account`);
  const mine = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Your shifts' }) });
  await mine
    .getByRole('listitem')
    .filter({ hasText: 'Network on call' })
    .nth(1)
    .getByRole('button', { name: 'Ask for cover' })
    .click();
  const form = page.getByRole('dialog', { name: 'Ask for cover' });
  await form.getByLabel('Note').fill('a concert');
  await form.getByRole('button', { name: 'Ask', exact: true }).click();
  await form.waitFor({ state: 'hidden' });
  const other = await world.as('agent04');
  await other.page.goto(`${world.server.url}/on-call`);
  const asks = other.page.locator('section').filter({
    has: other.page.getByRole('heading', { name: 'Cover and swaps' }),
  });
  const request = asks.getByRole('listitem').filter({ hasText: 'a concert' });
  await request.getByRole('button', { name: 'Stand in' }).click();
  await request.getByText('taken by Desk agent 04').waitFor();
  const shifts = await (await world.client('agent04')).get('/on_call/mine');
  assert.ok(shifts.items.some(({ roster, override }) => roster === world.ids.roster && override));
}

async function subscribed(world) {
  await makeRosters(world);
  const { page } = await world.as('engineer02');
  await page.goto(`${world.server.url}/on-call`);
  await page.getByRole('button', { name: 'Make an address' }).click();
  const address = await page.locator('code').filter({ hasText: '/api/v1/on_call/feeds/' }).innerText();
  const file = await fetch(address);
  assert.equal(file.status, 200);
  assert.match(file.headers.get('content-type'), /^text\/calendar/);
  assert.match(await file.text(), /SUMMARY:On call: Network on call/);
  const again = await fetch(address, {
    headers: { 'If-None-Match': file.headers.get('etag') },
  });
  assert.equal(again.status, 304);
  await page.getByRole('button', { name: 'Revoke the address for Your shifts' }).click();
  await page.getByRole('button', { name: 'Revoke the address for Your shifts' }).waitFor({ state: 'hidden' });
  assert.equal((await fetch(address)).status, 404);
}

export default [
  { name: 'on call: who is on now, and what will be missing', run: looked },
  {
    name: 'on call: an administrator makes a roster and sees what comes of it',
    run: made,
  },
  {
    name: 'on call: a technician takes over by dragging, and by the keyboard',
    run: taken,
  },
  { name: 'on call: somebody joins a rotation that runs', run: joined },
  { name: 'on call: what would happen, for who is on call', run: foreseen },
  { name: 'on call: asked for cover and stood in', run: asked },
  { name: 'on call: a calendar program subscribes', run: subscribed },
];
