// Writes src/api/schema.ts from the server's OpenAPI document:  npm run types -- [URL or file]
// Without an argument from a server on this machine's usual port.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const source = process.argv[2] ?? 'http://127.0.0.1:8080/api/openapi.json';
const document = /^https?:/.test(source) ? await (await fetch(source)).json() : JSON.parse(readFileSync(source, 'utf8'));
const head = '// Made by `npm run types` from the OpenAPI document of the server. Do not edit.\n\n';
writeFileSync(new URL('../src/api/schema.ts', import.meta.url), head + astToString(await openapiTS(document)));
console.log(`src/api/schema.ts: ${Object.keys(document.paths).length} paths`);
