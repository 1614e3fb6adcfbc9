// Two customers of one provider: who administers one of them keeps its people and places, and finds nothing of the other.
import assert from 'node:assert/strict';
import { password } from '../lib/world.mjs';

/** Customers A and B with a caller each, and an administrator of A who was given the role on the screen. */
async function customers(world) {
  const { ids, admin } = world;
  if (ids.customerA) return;
  const add = async (path, body) => (await admin.post(`/${path}`, body)).id;
  for (const one of ['A', 'B']) {
    ids[`customer${one}`] = await add('organisations', {
      name: `Customer ${one}`,
    });
    await add('locations', {
      name: `Office of ${one}`,
      organisation: ids[`customer${one}`],
    });
    ids[`clerk${one}`] = await add('people', {
      name: `Clerk of ${one}`,
      organisation: ids[`customer${one}`],
    });
  }
  const keeper = await add('people', {
    name: 'Keeper of A',
    login: 'keeperA',
    organisation: ids.customerA,
  });
  await admin.post(`/people/${keeper}/password`, { password });
  await admin.post('/people', {
    name: 'Engineer on site',
    roles: ['technician'],
    organisation: ids.customerA,
  });
  await world.log({ title: 'The gate of A stays shut', caller: ids.clerkA });
  await world.log({ title: 'The gate of B stays shut', caller: ids.clerkB });
  const { page } = await world.as('keeper01');
  await page.goto(`${world.server.url}/admin/people`);
  await page.getByRole('button', { name: 'Keeper of A' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByLabel(/^Roles/)
    .first()
    .click();
  await page.getByRole('option', { name: 'Administrator of the organisation' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Looks after the people: sees the own ones, adds one, and may look at more than change. */
async function ownPeople(world) {
  await customers(world);
  const keeper = await world.as('keeperA');
  const { page } = keeper;
  await page.getByRole('heading', { name: 'What was reported in your organisation' }).waitFor();
  await page.getByText('The gate of A stays shut').waitFor();
  assert.equal(await page.getByText('The gate of B stays shut').count(), 0, "another customer's incident is hidden");

  await page.getByRole('link', { name: 'Admin', exact: true }).click();
  await page.getByRole('button', { name: 'Clerk of A' }).waitFor();
  const rows = await page.locator('tbody th').allInnerTexts();
  assert.deepEqual(rows.sort(), ['Clerk of A', 'Engineer on site', 'Keeper of A'], 'the own people and nobody else');
  const menu = page.getByRole('navigation', { name: 'Admin' }).getByRole('link');
  assert.deepEqual(await menu.allInnerTexts(), ['People', 'Organisations', 'Locations'], 'what the role may do and nothing else');
  assert.deepEqual(await keeper.axe(), []);

  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('New hand of A');
  assert.equal(
    await dialog
      .getByLabel(/^Organisation/)
      .first()
      .inputValue(),
    'Customer A',
    'in the own organisation',
  );
  assert.equal(await dialog.getByLabel(/^Teams/).count(), 0, 'teams are not theirs to give');
  await dialog
    .getByLabel(/^Roles/)
    .first()
    .click();
  assert.deepEqual(await page.getByRole('option').allInnerTexts(), ['Caller', 'Administrator of the organisation']);
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'New hand of A' }).waitFor();
  const found = (await world.admin.get('/people?q=New%20hand%20of%20A')).items;
  assert.equal(found[0]?.organisation, world.ids.customerA);

  await page.getByRole('button', { name: 'Engineer on site' }).click();
  await dialog.getByText('This is yours to see', { exact: false }).waitFor();
  assert.equal(await dialog.getByRole('button', { name: 'Save' }).count(), 0, "the provider's staff is not theirs to change");
}

/** Nothing of another customer, neither by searching nor by address. */
async function othersAreNotThere(world) {
  await customers(world);
  const { page } = await world.as('keeperA');
  await page.goto(`${world.server.url}/admin/people`);
  await page.getByRole('button', { name: 'Clerk of A' }).waitFor();
  await page.getByRole('textbox', { name: 'Search' }).fill('Clerk of B');
  await page.getByRole('button', { name: 'Clerk of A' }).waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('button', { name: 'Clerk of B' }).count(), 0);
  const answered = (path) => page.evaluate(async (address) => (await fetch(address)).status, path);
  assert.equal(await answered(`/api/v1/people/${world.ids.clerkA}`), 200);
  assert.equal(await answered(`/api/v1/people/${world.ids.clerkB}`), 404, "another customer's person is not there");
  assert.equal(await answered(`/api/v1/organisations/${world.ids.customerB}`), 404);
  for (const closed of ['services', 'audit', 'teams']) {
    await page.goto(`${world.server.url}/admin/${closed}`);
    await page.getByRole('heading', { name: 'Organisations', level: 1 }).waitFor();
  }
  await page.getByRole('link', { name: 'Locations' }).click();
  await page.getByRole('button', { name: 'Office of A', exact: true }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Office of B' }).count(), 0);
  await page.getByRole('link', { name: 'Organisations' }).click();
  await page.getByRole('button', { name: 'Customer A', exact: true }).click();
  await page.getByRole('dialog').getByText('This is yours to see', { exact: false }).waitFor();
}

/** The same in the hand. */
async function onThePhone(world) {
  await customers(world);
  const keeper = await world.as('keeperA', { size: 'phone' });
  const { page } = keeper;
  await page.getByRole('link', { name: 'Admin', exact: true }).click();
  await page.getByRole('button', { name: 'Clerk of A' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `the page is ${wide} px wider than the screen`);
  assert.deepEqual(await keeper.axe(), []);
}

export default [
  { name: 'an administrator of an organisation looks after its people', run: ownPeople },
  { name: 'an administrator of an organisation finds nothing of another', run: othersAreNotThere },
  { name: 'an administrator of an organisation on the phone', run: onThePhone },
];
