// How quick the console is in a real browser: prints JSON, judges nothing.
//   node bench/console.mjs URL LOGIN PASSWORD [RUNS]
// `first_rows_ms`: a cold browser that is signed in, from the address to twenty rows of the register that can be read.
// `key_ms`: from a press of j to the frame that shows it. `script_kb`: what the first place brought over the wire.
// Needs what tests/e2e/run.sh installs; a register of any size comes from make_register (see README.md).
import { launch, sizes } from '../tests/e2e/lib/browser.mjs';

const [url, login, password, runsText] = process.argv.slice(2);
if (!password) {
  console.error('usage: node bench/console.mjs URL LOGIN PASSWORD [RUNS]');
  process.exit(2);
}
const runs = Number(runsText ?? 5);
const rowsWanted = 20;
const keysPressed = 60;

const spread = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] * 10) / 10;
  return { least: at(0), median: at(0.5), p95: at(0.95), most: at(1) };
};

async function signedIn(browser) {
  const context = await browser.newContext(sizes.desktop);
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel('Login').fill(login);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.keyboard.press('Enter');
  await page.locator('#content').waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}

const rows = (page) => page.locator('[data-row]');

/** A context of its own has an empty cache. */
async function coldLoad(browser, storageState) {
  const context = await browser.newContext({ ...sizes.desktop, storageState });
  const page = await context.newPage();
  let bytes = 0;
  page.on('requestfinished', async (request) => {
    if (request.resourceType() === 'script') bytes += (await request.sizes()).responseBodySize;
  });
  const began = performance.now();
  await page.goto(`${url}/incidents`, { waitUntil: 'commit' });
  await rows(page).nth(rowsWanted - 1).waitFor();
  const ms = performance.now() - began;
  return { context, page, ms, bytes: () => bytes };
}

async function pressKeys(page) {
  await page.evaluate(() => {
    window.keyTimes = [];
    addEventListener(
      'keydown',
      (event) => {
        const began = event.timeStamp;
        // After the frame: a message comes behind the painting that the animation frame leads to.
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => window.keyTimes.push(performance.now() - began);
          channel.port2.postMessage(null);
        });
      },
      true,
    );
  });
  for (let i = 0; i < keysPressed; i++) {
    await page.keyboard.press('j');
    await page.waitForTimeout(40);
  }
  return page.evaluate(() => window.keyTimes);
}

const browser = await launch();
try {
  const state = await signedIn(browser);
  const loads = [];
  let keys = [];
  let scripts = 0;
  let drawn = 0;
  for (let run = 0; run < runs; run++) {
    const { context, page, ms, bytes } = await coldLoad(browser, state);
    loads.push(ms);
    if (run === runs - 1) {
      keys = await pressKeys(page);
      drawn = await rows(page).count();
      scripts = bytes();
    }
    await context.close();
  }
  const report = {
    url,
    runs,
    first_rows_ms: spread(loads),
    key_ms: spread(keys),
    keys: keys.length,
    rows_in_page: drawn,
    script_kb: Math.round(scripts / 1000),
  };
  console.log(JSON.stringify(report, null, 2));
} finally {
  await browser.close();
}
