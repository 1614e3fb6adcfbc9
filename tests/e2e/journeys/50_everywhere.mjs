// Every page in both schemes on desktop and phone: axe finds nothing, nothing reaches over the edge, and a picture is taken.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Person } from '../lib/browser.mjs';
import { drawMap } from '../lib/world.mjs';
import { bringTable, giveMeaning } from './65_import.mjs';
import { makeRosters } from './73_on_call.mjs';

/** With SCREENS=1 the pictures of the documentation are taken anew. */
const screens = process.env.SCREENS ? join(fileURLToPath(new URL('../../../docs/screens', import.meta.url))) : null;

const register = [
  ['Mail cannot be sent from the harbour office', 'Mail', 'high', 'high', 'Service desk', 'agent04', ['start']],
  ['Telephones in the call centre are silent', 'Telephony', 'high', 'high', 'Network', null, []],
  ['Payroll export stops with a timeout', 'Payroll', 'medium', 'high', 'Service desk', 'keeper01', ['hold']],
  ['Connection to the warehouse drops every few minutes', 'Network access', 'high', 'medium', 'Network', 'engineer02', []],
  ['Calendar invitations arrive twice', 'Mail', 'low', 'medium', 'Service desk', 'agent04', ['resolve']],
  ['Printer on the second floor shows error 49', null, 'low', 'low', 'Workplace', null, []],
  ['Laptop does not start after the update', null, 'low', 'medium', 'Workplace', null, []],
  ['Wi-Fi is weak in the large meeting room', 'Network access', 'medium', 'low', 'Network', 'engineer02', []],
];

/** Whom the policies of every new register call. */
async function giveManagers(world) {
  const manager = { name: 'Incident manager 01', login: 'manager01', mail: 'manager01@example.org', roles: ['incident_manager'] };
  await world.admin.post('/people', manager);
  for (const team of ['Service desk', 'Network']) await world.admin.patch(`/teams/${world.ids[team]}`, { manager: world.ids.keeper01 });
}

/** A register that looks like a morning's work, and one incident with a story. */
async function fill(world) {
  if (world.ids.story) return;
  await drawMap(world);
  await giveManagers(world);
  const staff = {};
  for (const login of ['agent04', 'engineer02', 'keeper01']) staff[login] = await world.client(login);
  const code = world.ids['Solution provided'];
  for (const [title, service, impact, urgency, team, assignee, steps] of register) {
    const fields = {
      title,
      impact,
      urgency,
      team: world.ids[team],
      caller: world.ids.harbour,
      ...(service && { service: world.ids[service] }),
    };
    const { number } = await world.log(fields);
    if (assignee) await staff[assignee].post(`/incidents/${number}/take`, {});
    if (steps.includes('hold'))
      await staff[assignee].post(`/incidents/${number}/hold`, {
        kind: 'supplier',
        reason: 'The maker of the payroll system looks into its log.',
        until: new Date(Date.now() + 2 * 3_600_000).toISOString(),
      });
    if (steps.includes('resolve'))
      await staff[assignee].post(`/incidents/${number}/resolve`, {
        resolution_code: code,
        resolution_notes: 'The doubled calendar was removed.',
        closing_category: world.ids.Software,
      });
    if (steps.includes('start')) {
      world.ids.story = number;
      await staff[assignee].post(`/incidents/${number}/start`, {});
      await staff[assignee].post(`/incidents/${number}/comment`, {
        text: 'We found that the relay refuses mail from the harbour office, and we are correcting it now.',
      });
      await staff.engineer02.post(`/incidents/${number}/note`, {
        text: 'The certificate of the relay ran out at **06:00**. A new one is requested.',
        time_worked_s: 900,
      });
    }
  }
  await world.admin.patch(`/incidents/${world.ids.story}`, {
    description:
      'Since about six nobody in the harbour office can send mail. Receiving works.\n\nRestarting the programme did not help.',
  });
}

/** PAGES=audit,map looks at these alone. */
const only = process.env.PAGES?.split(',');
const isWanted = (name) => !only || only.includes(name);

async function look(person, name, variant) {
  await person.page.waitForTimeout(400);
  const wide = await person.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${name} ${variant}: the page is ${wide} px wider than the screen`);
  if (screens) {
    mkdirSync(screens, { recursive: true });
    await person.page.screenshot({ path: join(screens, `${name}-${variant}.png`) });
  }
  const found = await person.axe();
  assert.deepEqual(found, [], `${name} ${variant}`);
}

const staffPages = {
  queue: async ({ page }, world, size) => {
    await page.goto(`${world.server.url}/queue/open?filter=${encodeURIComponent('caller.name = "Harbour clerk"')}`);
    await page.locator('[data-row]').first().waitFor();
    if (size === 'desktop') await page.keyboard.press('j');
  },
  incident: async ({ page }, world) => {
    await page.goto(`${world.server.url}/incidents/${world.ids.story}`);
    await page.getByText('The certificate of the relay').waitFor();
  },
  resolve: async ({ page }) => {
    await page.getByRole('button', { name: 'All actions' }).waitFor();
    await page.locator('body').click({ position: { x: 3, y: 400 } });
    await page.keyboard.press('r');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Resolve|Take it/ })
      .waitFor();
  },
  log: async ({ page }, world) => {
    await page.goto(`${world.server.url}/log`);
    await page.getByLabel('What is wrong?').fill('Gate 4 does not open');
    await page.getByRole('combobox', { name: 'Service' }).waitFor();
  },
  palette: async ({ page }, world) => {
    await page.goto(`${world.server.url}/incidents/${world.ids.story}`);
    await page.getByText('The certificate of the relay').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Type a command or a number').waitFor();
  },
  help: async ({ page }, world) => {
    await page.goto(`${world.server.url}/incidents?q=nothinglikethis`);
    await page.getByText('No incident matches.').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  },
  notifications: async ({ page }, world) => {
    const other = await world.client('engineer02');
    for (const title of ['Door of the server room is open', 'Badge reader at gate 2 is slow']) {
      const { id } = await world.log({ title, team: world.ids['Service desk'] });
      await other.post(`/incidents/${id}/assign`, { assignee: world.ids.agent04 });
    }
    await page.goto(`${world.server.url}/notifications`);
    await page.getByRole('listitem').first().waitFor();
    await page.getByRole('button', { name: /^Notifications/ }).waitFor();
  },
  'on-call': async ({ page }, world) => {
    await makeRosters(world);
    await page.goto(`${world.server.url}/on-call`);
    await page.getByRole('heading', { name: 'Network on call' }).waitFor();
    await page.getByText(/gaps? in the next 30 days/).waitFor();
  },
  roster: async ({ page }, world) => {
    await page.goto(`${world.server.url}/on-call/${world.ids.holed}`);
    await page.getByRole('group', { name: 'Shifts of Field engineer 02' }).waitFor();
  },
};
const adminPages = {
  people: async ({ page }, world) => {
    await page.goto(`${world.server.url}/admin/people`);
    await page.getByRole('button', { name: 'Harbour clerk' }).waitFor();
  },
  categories: async ({ page }, world) => {
    await page.goto(`${world.server.url}/admin/categories`);
    await page.getByRole('button', { name: 'Mail client', exact: true }).waitFor();
  },
  matrix: async ({ page }, world) => {
    await page.goto(`${world.server.url}/admin/priority_matrices`);
    await page.locator('tbody').getByRole('button').first().click();
    await page.getByRole('table', { name: /^Priorities/ }).scrollIntoViewIfNeeded();
  },
  'roster-form': async ({ page }, world) => {
    await makeRosters(world);
    await page.goto(`${world.server.url}/admin/rosters`);
    await page.getByRole('button', { name: 'Telephony on call' }).click();
    await page.getByRole('dialog').getByRole('group', { name: 'Shifts of Field engineer 02' }).scrollIntoViewIfNeeded();
  },
  map: async ({ page }, world) => {
    await page.goto(`${world.server.url}/admin/map`);
    await page.getByRole('button', { name: 'Host 12, Server' }).click();
  },
  foresight: async ({ page }, world) => {
    await page.goto(`${world.server.url}/admin/foresight`);
    await page.getByLabel('Service', { exact: true }).selectOption({ label: 'Mail' });
    await page.getByText('P1 without acknowledgement').first().waitFor();
    await page.getByRole('rowheader', { name: 'without a category' }).waitFor();
  },
  audit: async ({ page }, world) => {
    await page.goto(`${world.server.url}/admin/audit`);
    await page.getByRole('button', { name: 'Is it whole?' }).click();
    await page.getByText('It is whole: nothing was altered').waitFor();
  },
  system: async ({ page }, world) => {
    await page.goto(`${world.server.url}/admin/system`);
    await page.getByRole('heading', { name: 'Database' }).waitFor();
  },
  import: async ({ page }, world) => {
    await bringTable(page, world.server.url);
    await giveMeaning(page);
    await page.getByRole('heading', { name: 'What the columns mean' }).scrollIntoViewIfNeeded();
  },
  account: async ({ page }, world) => {
    await page.goto(`${world.server.url}/account`);
    await page.getByRole('button', { name: 'Make a token' }).waitFor();
  },
};
const callerPages = {
  portal: async ({ page }, world) => {
    await page.goto(`${world.server.url}/`);
    await page.getByText('What you reported').waitFor();
    await page.getByText('Calendar invitations arrive twice').waitFor();
  },
  report: async ({ page }) => {
    await page.getByText('Calendar invitations arrive twice').click();
    await page.getByRole('heading', { name: 'Does it work again?' }).waitFor();
  },
};

async function everywhere(world, size, theme) {
  await fill(world);
  const variant = `${size}-${theme}`;
  const stranger = await Person.arrive(world.browser, world.server.url, { size, theme });
  world.present.push(stranger);
  await stranger.go('/');
  await stranger.page.getByRole('button', { name: 'Sign in' }).waitFor();
  await look(stranger, 'sign-in', variant);
  for (const [login, pages] of [
    ['agent04', staffPages],
    ['keeper01', adminPages],
    ['harbour', callerPages],
  ]) {
    if (!Object.keys(pages).some(isWanted)) continue;
    const person = await world.as(login, { size, theme });
    for (const [name, open] of Object.entries(pages)) {
      if (!isWanted(name)) continue;
      await open(person, world, size);
      await look(person, name, variant);
    }
  }
}

/** The same in German: nothing grows over the edge, and the names are still there for a screen reader. */
async function inGerman(world) {
  await fill(world);
  await makeRosters(world);
  const person = await world.as('keeper01', { size: 'phone' });
  const { page } = person;
  await page.evaluate(() => localStorage.setItem('evenkeel.language', 'de'));
  for (const [name, path] of [
    ['queue', '/queue/open'],
    ['incident', `/incidents/${world.ids.story}`],
    ['log', '/log'],
    ['on-call', '/on-call'],
    ['roster', `/on-call/${world.ids.holed}`],
    ['people', '/admin/people'],
    ['map', '/admin/map'],
    ['foresight', '/admin/foresight'],
    ['audit', '/admin/audit'],
    ['system', '/admin/system'],
    ['import', '/admin/intake'],
    ['account', '/account'],
  ]) {
    if (!isWanted(name)) continue;
    await page.goto(world.server.url + path);
    await page.locator('h1').first().waitFor();
    await look(person, name, 'phone-german');
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
  }
}

const variants = ['desktop', 'phone'].flatMap((size) => ['light', 'dark'].map((theme) => [size, theme]));
export default [
  ...variants.map(([size, theme]) => ({
    name: `every page, ${size}, ${theme}`,
    run: (world) => everywhere(world, size, theme),
  })),
  { name: 'every page in German', run: inGerman },
];
