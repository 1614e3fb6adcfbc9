// A real mail server (aiosmtpd) that keeps what it is given, for journeys that begin in a mail.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

const python = '/usr/bin/python3';
const patienceMs = 20_000;
/** Prints each mail as one line of JSON. */
const script = `
import asyncio, json, sys
from email import message_from_bytes, policy
from aiosmtpd.smtp import SMTP
class Handler:
    async def handle_DATA(self, server, session, envelope):
        mail = message_from_bytes(envelope.original_content, policy=policy.default)
        print(json.dumps({"to": envelope.rcpt_tos, "subject": mail["Subject"], "text": mail.get_content()}), flush=True)
        return "250 OK"
async def main():
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(Handler()), "127.0.0.1", int(sys.argv[1]))
    print("ready", flush=True)
    await server.serve_forever()
asyncio.run(main())
`;

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

export class Mailbox {
  static async start() {
    const port = await freePort();
    const child = spawn(python, ['-c', script, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const box = new Mailbox(child, `smtp://127.0.0.1:${port}`);
    await box.wait(() => box.ready);
    return box;
  }

  constructor(child, url) {
    Object.assign(this, { child, url, mails: [], ready: false });
    let rest = '';
    child.stdout.on('data', (chunk) => {
      rest += chunk;
      const lines = rest.split('\n');
      rest = lines.pop();
      for (const line of lines) {
        if (line === 'ready') this.ready = true;
        else this.mails.push(JSON.parse(line));
      }
    });
  }

  async wait(found) {
    const deadline = Date.now() + patienceMs;
    while (Date.now() < deadline) {
      const it = found();
      if (it) return it;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no such mail; there are: ${this.mails.map(({ to, subject }) => `${to} ${subject}`).join(' | ')}`);
  }

  /** The newest mail to somebody whose subject or text holds the words. */
  mailTo(address, words) {
    return this.wait(() => this.mails.findLast(({ to, subject, text }) => to.includes(address) && `${subject}\n${text}`.includes(words)));
  }

  stop() {
    this.child.kill('SIGTERM');
  }
}
