// A push service and the keys of one browser behind it: takes what the server sends, opens it as a browser would (RFC 8291), and keeps the
// text. Chromium without an account of its maker reaches no push service, so the page is handed this subscription instead of one of its
// own; whatever comes afterwards is the real thing.
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

const patienceMs = 15_000;

export class PushService {
  got = [];
  status = 201;

  static async start() {
    const service = new PushService();
    service.keys = createECDH('prime256v1');
    service.keys.generateKeys();
    service.auth = randomBytes(16);
    service.server = createServer((request, response) => {
      const parts = [];
      request.on('data', (part) => parts.push(part));
      request.on('end', () => {
        service.got.push({ headers: request.headers, text: service.opened(Buffer.concat(parts)) });
        response.writeHead(service.status).end();
      });
    });
    await new Promise((resolve) => service.server.listen(0, '127.0.0.1', resolve));
    service.endpoint = `http://127.0.0.1:${service.server.address().port}/push/${randomBytes(8).toString('hex')}`;
    return service;
  }

  opened(body) {
    const salt = body.subarray(0, 16);
    const sender = body.subarray(21, 21 + body[20]);
    const sealed = body.subarray(21 + body[20]);
    const derived = (from, by, info, size) => Buffer.from(hkdfSync('sha256', from, by, info, size));
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.keys.getPublicKey(), sender]);
    const secret = derived(this.keys.computeSecret(sender), this.auth, info, 32);
    const key = derived(secret, salt, 'Content-Encoding: aes128gcm\0', 16);
    const nonce = derived(secret, salt, 'Content-Encoding: nonce\0', 12);
    const cipher = createDecipheriv('aes-128-gcm', key, nonce);
    cipher.setAuthTag(sealed.subarray(-16));
    const text = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]).toString();
    return text.slice(0, text.lastIndexOf('\x02'));
  }

  async next(wanted) {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const at = this.got.findIndex(({ text }) => wanted.test(text));
      if (at >= 0) return this.got.splice(at, 1)[0];
      if (Date.now() > deadline) throw new Error(`no push like ${wanted}: ${this.got.map(({ text }) => text).join(' | ')}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** In the page: the browser's push service is this one. */
  async standIn(page) {
    const given = {
      endpoint: this.endpoint,
      p256dh: this.keys.getPublicKey('base64url'),
      auth: this.auth.toString('base64url'),
    };
    await page.addInitScript(({ endpoint, p256dh, auth }) => {
      const made = (key) => ({
        endpoint,
        options: { applicationServerKey: Uint8Array.from(JSON.parse(key)).buffer },
        toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
        unsubscribe: () => {
          localStorage.removeItem('subscribed');
          return Promise.resolve(true);
        },
      });
      PushManager.prototype.subscribe = ({ userVisibleOnly, applicationServerKey }) => {
        if (!userVisibleOnly || applicationServerKey.byteLength !== 65) return Promise.reject(new Error('no such key'));
        localStorage.setItem('subscribed', JSON.stringify([...new Uint8Array(applicationServerKey)]));
        return Promise.resolve(made(localStorage.getItem('subscribed')));
      };
      PushManager.prototype.getSubscription = () => {
        const key = localStorage.getItem('subscribed');
        return Promise.resolve(key ? made(key) : null);
      };
    }, given);
  }

  stop() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
}
