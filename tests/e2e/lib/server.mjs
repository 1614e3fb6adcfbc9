// The real server on a data folder of its own and a free port. It is ended by its own process id, and its folder removed.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const startMs = 30_000;

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The newest build that is there; EVENKEEL names another one. */
export function findBinary(root) {
  const made = (path) => statSync(path).mtimeMs;
  const built = ['release', 'debug'].map((kind) => join(root, 'build', kind, 'src/app/evenkeel')).filter((path) => existsSync(path));
  const found = process.env.EVENKEEL ?? built.sort((a, b) => made(b) - made(a))[0];
  if (!found) throw new Error('no server is built; run tools/build.sh, or name one with EVENKEEL=path');
  return found;
}

/** `configure` gets the address and answers further variables of the environment. */
export async function startServer(binary, configure = async () => ({})) {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-e2e.'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, EVENKEEL_DATA_FOLDER: folder, EVENKEEL_HTTP_PORT: String(port), ...(await configure(url)) };
  const child = spawn(binary, ['serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const read = (chunk) => {
    output += chunk;
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(timer);
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + startMs;
  while (Date.now() < deadline && child.exitCode === null) {
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    // The server answers before its words have come through the pipe; every one that is started here is new and has a code.
    const code = /(?:set-?up code|code)[^A-Za-z0-9]+([A-Za-z0-9][A-Za-z0-9-]{5,})[^\n]*\n/i.exec(output)?.[1];
    if (ready && code) return { url, code, stop, output: () => output };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error(`the server did not start:\n${output}`);
}
