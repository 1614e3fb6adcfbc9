// The first hour of an installation: set-up with the code, signing out and in, refusals that keep what was typed.
import assert from 'node:assert/strict';
import { Person } from '../lib/browser.mjs';
import { password } from '../lib/world.mjs';

async function setUp(world) {
  const person = await Person.arrive(world.browser, world.server.url);
  world.present.push(person);
  const { page } = person;
  await person.go('/');
  await page.getByRole('heading', { name: 'Set up Evenkeel' }).waitFor();
  await page.getByLabel('Setup code').fill('not-the-code');
  await page.getByLabel('Organisation').fill('Example');
  await page.getByLabel('Your name').fill('Register keeper 01');
  await page.getByLabel('Login').fill('keeper01');
  await page.getByLabel('Mail address').fill('keeper01@example.org');
  const secret = page.getByRole('textbox', { name: 'Password' });

  await secret.fill('short');
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await page.getByText('At least 12 characters, please.').waitFor();

  await secret.fill(password);
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await page.getByRole('alert').or(page.locator('.mantine-InputWrapper-error')).first().waitFor();
  assert.equal(await page.getByLabel('Your name').inputValue(), 'Register keeper 01', 'a refusal keeps what was typed');

  await page.getByLabel('Setup code').fill(world.server.code);
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await page.getByText('Nothing is open.').waitFor();

  await page.getByRole('button', { name: /^Your account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await page.getByLabel('Login').fill('keeper01');
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password at all');
  await page.keyboard.press('Enter');
  await page.getByText('Login or password is not right.').waitFor();
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByText('Nothing is open.').waitFor();
}

async function speakGerman(world) {
  const person = await world.as('agent04', { language: 'en-GB' });
  const { page } = person;
  await page.getByRole('button', { name: /^Your account/ }).click();
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
  await page.getByRole('link', { name: 'Ohne Bearbeiter' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'de');
  await page.reload();
  await page.getByRole('link', { name: 'Ohne Bearbeiter' }).waitFor();
  const kept = await (await world.client('agent04')).get('/session');
  assert.equal(kept.person.language, 'de', 'the choice is kept with the person');
  await page.getByRole('button', { name: /^Ihr Konto/ }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await page.getByRole('link', { name: 'Unassigned' }).waitFor();
}

export default [
  { name: 'first-run set-up, sign-out and sign-in', fresh: true, run: setUp },
  { name: 'German is spoken and remembered', run: speakGerman },
];
