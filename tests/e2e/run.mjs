// Runs the journeys on the real server and says how many passed.
//   node run.mjs [WORD...]      only journeys whose file or name contains one of the words
//   RESULTS=folder              also writes folder/e2e.xml (JUnit) there, and a picture of the screen at each failure
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from './lib/browser.mjs';
import { findBinary, startServer } from './lib/server.mjs';
import { prepare, World } from './lib/world.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const words = process.argv.slice(2);
const results = process.env.RESULTS;

const files = readdirSync(join(here, 'journeys'))
  .filter((name) => name.endsWith('.mjs'))
  .sort();
const journeys = [];
for (const file of files) for (const journey of (await import(`./journeys/${file}`)).default) journeys.push({ file, ...journey });
const wanted = journeys.filter(({ file, name }) => words.length === 0 || words.some((word) => `${file} ${name}`.includes(word)));

const binary = findBinary(root);
const browser = await launch();
let shared = null;
const outcomes = [];
try {
  for (const journey of wanted) {
    const began = Date.now();
    let problem = await attempt(journey, sharedServer);
    let unsteady = null;
    // A slow machine breaks what depends on a moment. What is really broken breaks again, on a server that has seen nothing else.
    if (problem && (shared || journey.fresh || journey.alone)) {
      unsteady = problem;
      problem = await attempt(journey, () => preparedServer());
    }
    const seconds = (Date.now() - began) / 1000;
    outcomes.push({ ...journey, seconds, problem, unsteady });
    const verdict = problem ? 'FAILED' : unsteady ? 'passed at the second attempt' : 'passed';
    console.log(`${verdict}  ${journey.name} (${seconds.toFixed(1)} s)`);
    if (unsteady) console.log(`        ${inShort(unsteady)}`);
    if (!shared && !journey.fresh && !journey.alone) break; // the server did not start: nothing else can pass
  }
} finally {
  await browser.close();
  if (shared && outcomes.some(({ problem }) => problem))
    console.log(`\nlast words of the server:\n${shared.server.output().slice(-2000)}`);
  await shared?.server.stop();
}

async function preparedServer() {
  const server = await startServer(binary);
  return { server, ...(await prepare(server)) };
}
async function sharedServer() {
  shared ??= await preparedServer();
  return shared;
}

/** What went wrong; null: nothing. A server that only this journey has is stopped. */
async function attempt(journey, serverOf) {
  let world = null;
  let ground = null;
  let problem = null;
  try {
    if (journey.fresh) ground = { server: await startServer(binary) };
    else if (!journey.alone) ground = await serverOf();
    world = new World(browser, ground?.server, ground?.admin, ground?.ids);
    await journey.run(world);
  } catch (error) {
    problem = error;
    if (results) await picture(world, journey);
  }
  await world?.everybodyLeaves().catch((error) => {
    problem ??= error;
  });
  if (ground && ground !== shared) await ground.server.stop();
  return problem;
}

function inShort(problem) {
  return String(problem.message).split('\n').slice(0, 12).join('\n        ');
}

async function picture(world, journey) {
  mkdirSync(results, { recursive: true });
  for (const [i, person] of (world?.present ?? []).entries()) {
    const name = `${journey.file.replace('.mjs', '')}-${journey.name.replace(/\W+/g, '-')}-${i}.png`;
    await person.page.screenshot({ path: join(results, name) }).catch(() => undefined);
  }
}

const failed = outcomes.filter(({ problem }) => problem).length;
// Once more at the end, where who reads only that finds them.
for (const { name, problem, unsteady } of outcomes)
  if (unsteady) console.log(`\n${problem ? 'FAILED' : 'unsteady'}  ${name}\n        ${inShort(problem ?? unsteady)}`);
if (results) {
  mkdirSync(results, { recursive: true });
  const escape = (text) => text.replace(/[<>&"]/g, (c) => `&#${c.charCodeAt(0)};`);
  const cases = outcomes.map(({ file, name, seconds, problem }) => {
    const fault = problem ? `<failure message="${escape(problem.message.slice(0, 2000))}"/>` : '';
    return `<testcase classname="${file}" name="${escape(name)}" time="${seconds}">${fault}</testcase>`;
  });
  writeFileSync(
    join(results, 'e2e.xml'),
    `<testsuite name="e2e" tests="${outcomes.length}" failures="${failed}">${cases.join('')}</testsuite>\n`,
  );
}
console.log(`\njourneys: ${outcomes.length - failed} passed, ${failed} failed, ${wanted.length - outcomes.length} not run`);
process.exit(failed > 0 || outcomes.length < wanted.length ? 1 : 0);
