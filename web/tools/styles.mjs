// Every class of Mantine that the built console names has its rules in the built styles: src/mantine.css takes them one by one.
import { readdirSync, readFileSync } from 'node:fs';

const assets = new URL('../dist/assets/', import.meta.url);
const own = (ending) =>
  readdirSync(assets)
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(new URL(name, assets), 'utf8'))
    .join('\n');
const classes = (text) => new Set(text.match(/\bm_[0-9a-f]{6,8}\b/g));

const core = new URL('../node_modules/@mantine/core/', import.meta.url);
const existing = classes(readFileSync(new URL('styles.css', core), 'utf8'));
const styled = classes(own('.css'));
const missing = [...classes(own('.js'))].filter((name) => existing.has(name) && !styled.has(name));
if (missing.length > 0) {
  const files = readdirSync(new URL('styles/', core)).filter((name) => !name.endsWith('.layer.css'));
  const holding = (name) => files.find((file) => readFileSync(new URL(`styles/${file}`, core), 'utf8').includes(name));
  console.error(`src/mantine.css lacks ${[...new Set(missing.map(holding))].join(', ')}`);
  process.exit(1);
}
