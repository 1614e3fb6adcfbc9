// Tasks of an incident: given to somebody with a date, noted, listed, moved, removed and put back, and named when the incident is
// resolved while they are open. On a desktop and a phone, in both themes.
import assert from 'node:assert/strict';

async function open(world, login, number, options) {
  const person = await world.as(login, options);
  await person.page.goto(`${world.server.url}/incidents/${number}`);
  await person.page.getByRole('region', { name: 'Tasks' }).waitFor();
  return person;
}

/** At the top: what the head half covers is no target. */
async function accessible(person) {
  await person.page.evaluate(() => document.querySelectorAll('*').forEach((part) => part.scrollTo(0, 0)));
  assert.deepEqual(await person.axe(), []);
}

async function tasks(world) {
  const { admin, ids } = world;
  const made = await world.log({ title: 'Desk 14 moves', team: ids.Network, caller: ids.harbour });
  const person = await open(world, 'agent04', made.number);
  const { page } = person;
  const own = page.getByRole('region', { name: 'Tasks' });
  const stored = async () => (await admin.get(`/incidents/${made.id}/tasks`)).items;
  const titles = () => own.getByRole('button', { name: /^Edit / }).allTextContents();
  const until = async (reached) => {
    for (let i = 0; i < 100; i++) {
      if (await reached()) return;
      await page.waitForTimeout(50);
    }
    assert.fail(`not reached: ${reached}`);
  };
  for (const title of ['Patch the cable', 'Call the building', 'Move the phone']) {
    await own.getByRole('textbox', { name: 'Add a task' }).fill(title);
    await page.keyboard.press('Enter');
    await own.getByRole('checkbox', { name: title }).waitFor();
  }
  await page.getByText('3 open tasks').waitFor();

  await own.getByRole('button', { name: 'Edit Patch the cable' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Team', { exact: true }).click();
  await page.getByRole('option', { name: 'Network' }).click();
  await form.getByRole('textbox', { name: 'Assignee' }).fill('Field');
  await page.getByRole('option', { name: /Field engineer 02/ }).click();
  const [tomorrow] = new Date(Date.now() + 86_400_000).toISOString().split('T');
  await form.getByLabel('Due').fill(`${tomorrow}T10:00`);
  await form.getByLabel('Notes').fill('The blue one.');
  await form.getByLabel('Checklist').fill('find it\nfind it');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('Each item stands once.').waitFor();
  await form.getByLabel('Checklist').fill('find it\nplug it');
  await accessible(person);
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  await own.getByText('Field engineer 02').waitFor();
  await own.getByRole('checkbox', { name: 'find it' }).click();
  await until(async () => (await stored())[0].items_done?.length === 1);
  const [first] = await stored();
  assert.equal(first.assignee, ids.engineer02);
  assert.equal(first.team, ids.Network);
  assert.equal(first.description, 'The blue one.');

  // The order is given by keys and by the menu; it is the same for whoever comes next.
  await own.getByRole('button', { name: 'Edit Move the phone' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await until(async () => (await titles())[1] === 'Move the phone');
  await own.getByRole('button', { name: 'More for Call the building' }).click();
  await page.getByRole('menuitem', { name: 'Move up' }).click();
  await until(async () => (await titles())[1] === 'Call the building');
  await until(async () => (await stored()).map(({ position }) => position).join() === '1,2,3');

  // Somebody else was faster: what was typed stays, and theirs is shown.
  await own.getByRole('button', { name: 'Edit Move the phone' }).click();
  await form.getByLabel('Notes').fill('With its charger.');
  const phoneTask = (await stored()).find(({ title }) => title === 'Move the phone');
  await admin.patch(`/tasks/${phoneTask.id}`, { title: 'Move both phones' });
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('Somebody changed this task meanwhile', { exact: false }).waitFor();
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  await own.getByRole('button', { name: 'Edit Move both phones' }).waitFor();
  await own.getByText('With its charger.').waitFor();

  // Removed with a way back, by the toast and later.
  await own.getByRole('button', { name: 'Edit Call the building' }).focus();
  await page.keyboard.press('Delete');
  await page.getByText('Removed: Call the building').waitFor();
  await until(async () => (await stored()).some(({ state }) => state === 'cancelled'));
  await page.getByRole('button', { name: /^Undo/ }).click();
  await own.getByRole('button', { name: 'Edit Call the building' }).waitFor();
  await own.getByRole('button', { name: 'More for Call the building' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await own.getByText('1 removed').click();
  await own.getByRole('button', { name: 'Put back: Call the building' }).click();
  await own.getByRole('button', { name: 'Edit Call the building' }).waitFor();
  await accessible(person);

  // Who resolves it is told what is open; it hinders nobody.
  await own.getByRole('checkbox', { name: 'Patch the cable' }).click();
  await page.getByText('2 open tasks').waitFor();
  const solver = await open(world, 'engineer02', made.number, { size: 'phone', theme: 'dark' });
  await accessible(solver);
  await admin.post(`/incidents/${made.id}/assign`, { assignee: ids.engineer02, team: ids.Network });
  await solver.page.getByRole('button', { name: 'All actions' }).click();
  await solver.page.getByRole('menuitem', { name: 'Resolve' }).click();
  const resolving = solver.page.getByRole('dialog');
  await resolving.getByText('2 tasks are still open. They stay open:').waitFor();
  await resolving.getByText('Move both phones').waitFor();
  await accessible(solver);
}

export default [{ name: 'tasks with owners, dates and an order', run: tasks }];
