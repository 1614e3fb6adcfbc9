// What holds for every screen: nothing is wider than it, and axe finds nothing. With SCREENS=1 the pictures of the documentation are taken
// anew.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const screens = process.env.SCREENS ? fileURLToPath(new URL('../../../docs/screens', import.meta.url)) : null;
/** So long a screen comes to rest. */
const restMs = 400;

export async function look(person, name) {
  const { page } = person;
  await page.waitForTimeout(restMs);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${name}: the page is ${wide} px wider than the screen`);
  if (screens) {
    mkdirSync(screens, { recursive: true });
    await page.screenshot({ path: join(screens, `${name}.png`) });
  }
  assert.deepEqual(await person.axe(), [], name);
}
