// What a browser must fetch before the queue is there: the page's script, the program, the two chunks of the first place and all that they
// import. Fails above the limit, so that nobody makes the first look slow without noticing.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const limitKb = 300;
const assets = new URL('../dist/assets/', import.meta.url);
const names = readdirSync(assets);
const entry = /assets\/([\w.-]+\.js)/.exec(readFileSync(new URL('../dist/index.html', import.meta.url), 'utf8'))[1];
const start = [entry, ...names.filter((name) => /^(main|shell|queue_page|palette)-.*\.js$/.test(name))];

const imports = (name) =>
  [...readFileSync(new URL(name, assets), 'utf8').matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)].map(
    ([, found]) => found,
  );

// Scripts that need each other in a circle run before what they need is there: a page of nothing, of which no compiler warns.
const done = new Set();
const walk = (name, trail) => {
  if (trail.includes(name)) throw new Error(`scripts in a circle: ${[...trail, name].join(' > ')}`);
  if (done.has(name)) return;
  imports(name).forEach((found) => walk(found, [...trail, name]));
  done.add(name);
};
names.filter((name) => name.endsWith('.js')).forEach((name) => walk(name, []));

const needed = new Set();
const add = (name) => {
  if (needed.has(name)) return;
  needed.add(name);
  imports(name).forEach(add);
};
start.forEach(add);

const kb = [...needed].reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, assets)), { level: 9 }).length, 0) / 1000;
console.log(`first place: ${needed.size} scripts, ${kb.toFixed(0)} kB compressed (at most ${limitKb})`);
if (kb > limitKb) process.exit(1);
