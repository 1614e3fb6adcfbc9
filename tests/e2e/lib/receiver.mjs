// Somebody else's server that takes webhooks over TLS, with a certificate of its own.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const patienceMs = 20_000;

/** Answers with `status`, which may be set, and keeps the events it gets. `caFile` is what one has to trust. */
export async function startReceiver() {
  const folder = mkdtempSync(join(tmpdir(), 'receiver-'));
  const [keyFile, caFile] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile, '-out', caFile];
  execFileSync('openssl', ['req', '-x509', '-days', '2', ...subject, ...made], { stdio: 'ignore' });
  const receiver = { status: 204, got: [], caFile };
  const server = createServer({ key: readFileSync(keyFile), cert: readFileSync(caFile) }, (request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      receiver.got.push({ headers: request.headers, event: JSON.parse(Buffer.concat(parts).toString()) });
      response.writeHead(receiver.status).end();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `https://localhost:${server.address().port}/in`;
  receiver.next = async (type, subject) => {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const at = receiver.got.findIndex(({ event }) => event.type === type && (!subject || event.subject === subject));
      if (at >= 0) return receiver.got.splice(at, 1)[0];
      if (Date.now() > deadline) throw new Error(`the receiver got no ${type} of ${subject ?? 'anything'}: ${JSON.stringify(receiver.got)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  receiver.stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  };
  return receiver;
}
