// An administrator builds a rule from rows, sees it as text, tries it on history, moves it, and sees what it did in the story.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { look } from '../lib/look.mjs';
import { findBinary, startServer } from '../lib/server.mjs';
import { prepare } from '../lib/world.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

async function build(world) {
  const keeper = await world.as('keeper01');
  const { page } = keeper;
  await page.goto(`${world.server.url}/admin/automation_rules`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name', { exact: true }).fill('Routers go to the network');
  // Rows and text are in step, whichever one writes.
  const when = form.getByRole('group', { name: 'When' });
  await when.getByRole('button', { name: 'Add a row' }).click();
  await when.getByRole('combobox', { name: 'Field' }).click();
  await page.getByRole('option', { name: 'Title', exact: true }).click();
  await when.getByRole('combobox', { name: 'Comparison' }).selectOption('starts');
  await when.getByRole('combobox', { name: 'Value' }).fill('Router');
  const text = when.getByLabel(/: As text/);
  assert.equal(await text.inputValue(), 'title starts "Router"');
  await text.fill('title starts "Router" and (priority = 1 or priority >= 2)');
  await when.getByText('It is edited as text.', { exact: false }).waitFor();
  await text.fill('title starts "Router" and priority >= 1');
  await when.getByRole('combobox', { name: 'Field' }).nth(1).waitFor();
  const deeds = form.getByRole('group', { name: /^Deeds/ });
  await deeds.getByRole('button', { name: 'Add a deed' }).click();
  await deeds.getByRole('combobox', { name: 'Value' }).fill('Network');
  await deeds.getByRole('button', { name: 'Add a deed' }).click();
  await deeds.getByRole('combobox', { name: 'Deed', exact: true }).nth(1).selectOption('note');
  await deeds.getByRole('textbox', { name: 'Text', exact: true }).fill('Look at the link first.');
  assert.equal(await deeds.getByLabel(/: As text/).inputValue(), 'set team = Network\nnote "Look at the link first."');
  await form.getByRole('button', { name: 'Try it on history' }).click();
  await form.getByText('It would have matched 1 of ', { exact: false }).waitFor();
  await look(keeper, 'automation-rule-desktop-light');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  await world.admin.post('/automation_rules', {
    name: 'Later',
    position: 200,
    deeds: 'note "later"',
    applies: 'title = "Router is last"',
  });
  return keeper;
}

async function act(world, keeper) {
  const { page } = keeper;
  await world.admin.post('/incidents', {
    title: 'Router in the cellar is down',
  });
  await page.goto(`${world.server.url}/admin/automation_rules`);
  const list = page.getByRole('list', { name: 'Rules in their order' });
  await list.getByText('once', { exact: false }).first().waitFor();
  // By keyboard: the second comes first.
  await list.getByRole('button', { name: 'Move Later up' }).focus();
  await page.keyboard.press('Enter');
  await list.locator('li').first().getByRole('button', { name: 'Later', exact: true }).waitFor();
  await look(keeper, 'automation-desktop-light');
  await list.getByRole('button', { name: 'Routers go to the network', exact: true }).click();
  const runs = page.getByRole('dialog').getByRole('region', { name: 'What it did last' });
  await runs.getByText('set team = Network', { exact: false }).waitFor();
  const [incident] = (await world.admin.get('/incidents?filter=title%20starts%20%22Router%20in%22')).items;
  await page.goto(`${world.server.url}/incidents/${incident.number}`);
  await page.getByText('rule Routers go to the network (version 1)', { exact: false }).first().waitFor();
  await page.getByText('Look at the link first.').first().waitFor();
}

async function stopped(world) {
  for (const [name, from, to] of [
    ['Up', 'low', 'high'],
    ['Down', 'high', 'low'],
  ])
    world.ids[name] = (
      await world.admin.post('/automation_rules', {
        name,
        trigger: 'changed',
        applies: `impact = ${from} and title starts "Loop"`,
        deeds: `set impact = ${to}`,
      })
    ).id;
  const { id } = await world.admin.post('/incidents', {
    title: 'Quiet',
    impact: 'low',
  });
  await world.admin.patch(`/incidents/${id}`, { title: 'Loop' });
  await world.admin.patch(`/people/${world.ids.keeper01}`, { language: 'de' });
  const phone = await world.as('keeper01', { size: 'phone', theme: 'dark' });
  await phone.page.goto(`${world.server.url}/admin/automation_rules`);
  const list = phone.page.getByRole('list', {
    name: 'Regeln in ihrer Reihenfolge',
  });
  await list.getByText('angehalten: Schleife').waitFor();
  await look(phone, 'automation-phone-dark');
  await list.getByRole('button', { name: 'Up', exact: true }).click();
  const form = phone.page.getByRole('dialog');
  await form.getByText('Diese Regel wurde vom Haus abgeschaltet').waitFor();
  await look(phone, 'automation-rule-phone-dark');
  // Mended, it is set active again and no longer said to be stopped.
  await world.admin.patch(`/automation_rules/${world.ids.Down}`, {
    active: false,
  });
  await form.getByRole('checkbox', { name: 'Aktiv' }).check();
  await form.getByRole('button', { name: 'Speichern' }).click();
  await form.waitFor({ state: 'detached' });
  await list.getByText('angehalten: Schleife').waitFor({ state: 'detached' });
}

async function rules(world) {
  const server = await startServer(findBinary(root));
  try {
    Object.assign(world, { server, ...(await prepare(server)) });
    await world.admin.post('/incidents', {
      title: 'Router on the roof is down',
    });
    const keeper = await build(world);
    await act(world, keeper);
    await stopped(world);
    await world.everybodyLeaves();
  } finally {
    await server.stop();
  }
}

export default [
  {
    name: 'rules of automation are built, tried, ordered and stopped',
    run: rules,
    alone: true,
  },
];
