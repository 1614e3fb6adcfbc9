// What on-call costs whom, and who would be called when: pages are counted where they came, and the matrix tells night, holiday and weekend.
import assert from 'node:assert/strict';
import { makeRosters } from './73_on_call.mjs';

const day = (offset) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** A page in the moment of the logging: whoever is on call is told at once. */
async function counted(world) {
  await makeRosters(world);
  const pages = async () => {
    const { items } = await world.admin.get(`/rosters/${world.ids.roster}/fairness?from=${day(-1)}T00:00:00Z&until=${day(1)}T00:00:00Z`);
    return items.find(({ person }) => person === world.ids.engineer02).pages;
  };
  const before = await pages();
  const policy = await world.admin.post('/escalation_policies', {
    name: 'Paged at once',
    applies: 'title = "Core switch smokes"',
    trigger: 'logged',
    steps: 'at once tell roster "Network on call"',
  });
  const made = await world.log({ title: 'Core switch smokes', caller: world.ids.harbour, impact: 'high', urgency: 'high' });
  let steps = [];
  for (let tries = 0; steps.length === 0 && tries < 100; tries++) {
    const { items } = await world.admin.get(`/incidents/${made.id}/escalations`);
    steps = items.flatMap((one) => one.steps);
    if (steps.length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.deepEqual(steps[0].people, [world.ids.engineer02]);
  await world.admin.patch(`/escalation_policies/${policy.id}`, { active: false });

  const { page } = await world.as('agent04');
  await page.goto(`${world.server.url}/on-call/${world.ids.roster}`);
  await page.getByText('How the load lies').click();
  const row = page.getByRole('table').getByRole('row').filter({ hasText: 'Field engineer 02' });
  await row.waitFor();
  const heads = await page.getByRole('table').getByRole('columnheader').allInnerTexts();
  const cells = await row.getByRole('cell').allInnerTexts();
  assert.equal(await pages(), before + 1);
  assert.equal(cells[heads.indexOf('Pages') - 1], String(before + 1));
}

async function mapped(world) {
  await makeRosters(world);
  const calendar = await world.admin.post('/calendars', {
    name: 'Harbour office',
    zone: 'Europe/Berlin',
    hours: 'Mon-Fri 08:00-17:00',
    exceptions: `${day(1)}..${day(7)} closed Week of the tide`,
  });
  const policy = await world.admin.post('/escalation_policies', {
    name: 'Telephones at once',
    applies: 'service.name = "Telephony"',
    trigger: 'unacknowledged',
    calendar: calendar.id,
    steps: 'at once tell roster "Network on call"\nafter 20m elapsed tell person keeper01',
  });
  const { page } = await world.as('agent04');
  await page.goto(`${world.server.url}/on-call/foresight`);
  const matrix = page.getByRole('region', { name: 'Who is called first' }).getByRole('table');
  const head = matrix.getByRole('columnheader');
  await head.filter({ hasText: 'Next holiday' }).filter({ hasText: 'Week of the tide' }).waitFor();
  await head.filter({ hasText: 'By night' }).filter({ hasText: '03:00' }).waitFor();
  await head.filter({ hasText: 'Weekend' }).filter({ hasText: /Sat/ }).waitFor();
  const telephony = matrix.getByRole('row').filter({ hasText: 'Telephony' });
  assert.equal(await telephony.getByText('at once').count(), 4, 'now, by night, on the holiday and at the weekend');
  await telephony.getByRole('cell').nth(2).getByText('Field engineer 02').first().waitFor();
  // Of one service: a row for each category.
  await page.getByLabel('Service', { exact: true }).selectOption({ label: 'Telephony' });
  const printing = matrix.getByRole('row').filter({ hasText: 'Hardware' });
  await printing.getByText('after 20 min').first().waitFor();
  await matrix.getByRole('row').filter({ hasText: 'without a category' }).waitFor();
  await world.admin.patch(`/escalation_policies/${policy.id}`, { active: false });
  await world.admin.patch(`/calendars/${calendar.id}`, { active: false });
}

export default [
  { name: 'on call: pages are counted for who got them', run: counted },
  { name: 'escalation: the matrix tells night, holiday and weekend', run: mapped },
];
