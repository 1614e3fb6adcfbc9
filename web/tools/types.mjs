// Writes src/api/schema.ts from the server's OpenAPI document:  npm run types -- FILE [--check]
// With --check nothing is written; it fails when the file differs. tools/api_types.sh gets the document from the binary.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const [source, check] = process.argv.slice(2);
if (!source) throw new Error('usage: npm run types -- FILE [--check]');
const document = JSON.parse(readFileSync(source, 'utf8'));

// All refusals look alike, and what a field means is told by the document itself: the types stay small enough to be read.
for (const path of Object.values(document.paths))
  for (const operation of Object.values(path)) {
    const kept = Object.entries(operation.responses).filter(([status]) => status < '300');
    const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
    operation.responses = { ...Object.fromEntries(kept), default: { description: '', content } };
  }
const words = new Set(['description', 'summary']);
const withoutWords = (value) => {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([key, inner]) => !(words.has(key) && typeof inner === 'string'));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutWords(inner)]));
};
const head = '// Made by tools/api_types.sh from the OpenAPI document of the server. Do not edit.\n\n';
const body = astToString(await openapiTS(withoutWords(document)))
  .replace(/ *headers: \{\s*\[name: string\]: unknown;\s*\};\n/g, '')
  .split('\n')
  .filter((line) => !/^\s*(put|post|delete|options|head|patch|trace|query|header|path|cookie|requestBody)\?: never;$/.test(line))
  .join('\n');
const text = head + body;
const target = new URL('../src/api/schema.ts', import.meta.url);
if (check !== '--check') writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  console.error('src/api/schema.ts is not what the server says; run tools/api_types.sh');
  process.exit(1);
}
console.log(`src/api/schema.ts: ${Object.keys(document.paths).length} paths`);
