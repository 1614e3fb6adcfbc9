// Getting in: a second factor from its QR code to its reset, sessions that are ended from elsewhere, links that no longer work.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { Person } from '../lib/browser.mjs';
import { password } from '../lib/world.mjs';

/** RFC 6238 with SHA-1, six digits and thirty seconds. */
function codeOf(secret, at = Date.now()) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/\s/g, '')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const value = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(value % 1_000_000).padStart(6, '0');
}

async function visitor(world) {
  const person = await Person.arrive(world.browser, world.server.url);
  world.present.push(person);
  return person;
}

async function secondFactor(world) {
  const { page } = await world.as('engineer02');
  await page.goto(`${world.server.url}/account`);
  const part = page.locator('section', { has: page.getByRole('heading', { name: 'Second factor' }) });
  await part.getByRole('textbox', { name: 'Current password' }).fill(password);
  await part.getByRole('button', { name: 'Set up a second factor' }).click();
  await part.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
  const secret = await part.locator('code').innerText();
  await part.getByLabel('The six digits that the app shows').fill('000000');
  await part.getByRole('button', { name: 'Switch it on' }).click();
  await part.getByText('This code is wrong').waitFor();
  await part.getByLabel('The six digits that the app shows').fill(codeOf(secret));
  await part.getByRole('button', { name: 'Switch it on' }).click();
  await page.getByText('Your recovery codes').waitFor();
  const codes = await part.locator('li code').allInnerTexts();
  assert.equal(codes.length, 10);
  await part.getByRole('button', { name: 'I have kept them' }).click();
  await part.getByText('10 recovery codes left').waitFor();

  const other = await visitor(world);
  await other.go('/');
  await other.page.getByLabel('Login').fill('engineer02');
  await other.page.getByRole('textbox', { name: 'Password' }).fill(password);
  await other.page.keyboard.press('Enter');
  const code = other.page.getByLabel('Code of the app, or a recovery code');
  await code.fill('123456');
  await other.page.keyboard.press('Enter');
  await other.page.getByText('This code is wrong').waitFor();
  assert.deepEqual(await other.axe(), []);
  await code.fill(codes[0]);
  await other.page.keyboard.press('Enter');
  await other.page.locator('#content').waitFor();

  const keeper = await world.as('keeper01');
  await keeper.page.goto(`${world.server.url}/admin/people`);
  await keeper.page.getByRole('button', { name: 'Field engineer 02' }).click();
  await keeper.page.getByText('9 recovery codes left').waitFor();
  await keeper.page.getByRole('button', { name: 'Reset the second factor' }).click();
  await keeper.page.getByText('Field engineer 02 has no second factor any more').waitFor();
  await world.client('engineer02'); // signs in with the password alone
}

async function sessions(world) {
  const one = await world.as('warehouse');
  const two = await world.as('warehouse');
  await one.page.goto(`${world.server.url}/account`);
  await one.page.getByText('this one').waitFor();
  await one.page.getByRole('button', { name: 'End all others' }).click();
  await one.page.getByRole('button', { name: 'End all others' }).waitFor({ state: 'detached' });
  await two.page.reload();
  await two.page.getByRole('button', { name: 'Sign in' }).waitFor();
  await one.page.reload();
  await one.page.getByText('this one').waitFor();
}

async function away(world) {
  const { page } = await world.as('engineer02');
  await page.goto(`${world.server.url}/account`);
  const part = page.locator('section', { has: page.getByRole('heading', { name: 'Away' }) }).last();
  await part.getByText('No absence is planned.').waitFor();
  await part.getByLabel('Until').fill('2000-01-01T08:00');
  await part.getByRole('button', { name: 'Enter the absence' }).click();
  await part.getByText('must lie', { exact: false }).waitFor();
  await part.getByLabel('Until').fill(`${new Date().getUTCFullYear() + 1}-01-01T08:00`);
  await part.getByLabel('Note').fill('at sea');
  await part.getByRole('button', { name: 'Enter the absence' }).click();
  await part.getByText('now · at sea', { exact: false }).waitFor();
  await page.reload();
  await part.getByText('now · at sea', { exact: false }).waitFor();
  await part.getByRole('button', { name: 'Back again' }).click();
  // What was handed over stays listed, so the absence may stay too, but it is over.
  await part.getByRole('button', { name: 'Back again' }).waitFor({ state: 'detached' });
}

async function deadLinks(world) {
  const { page } = await visitor(world);
  await page.goto(`${world.server.url}/link#nothing-that-was-ever-mailed`);
  await page.getByText('This link no longer works.', { exact: false }).waitFor();
  assert.equal(await page.evaluate(() => location.hash), '', 'the secret leaves the address');
  await page.goto(`${world.server.url}/reset#nothing-that-was-ever-mailed`);
  await page.getByRole('textbox', { name: 'New password' }).fill('a lamp above the water');
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.getByText('This link no longer works.', { exact: false }).waitFor();
}

export default [
  { name: 'a second factor, from its QR code to its reset', run: secondFactor },
  { name: 'sessions are ended from elsewhere', run: sessions },
  { name: 'who goes away says so, and comes back', run: away },
  { name: 'links that no longer work say so', run: deadLinks },
];
