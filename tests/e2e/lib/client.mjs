// A small client of the API, to prepare what a journey begins with and to look at what it left behind.
export class Client {
  constructor(url) {
    this.url = url;
    this.cookies = new Map();
  }

  async request(method, path, body, headers = {}) {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'X-CSRF-Token': this.cookies.get('evenkeel_csrf') ?? '',
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair] = cookie.split(';');
      const at = pair.indexOf('=');
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  get(path) {
    return this.request('GET', path);
  }
  post(path, body) {
    return this.request('POST', path, body);
  }
  patch(path, body, version = '*') {
    return this.request('PATCH', path, body, { 'If-Match': version === '*' ? '*' : `"${version}"` });
  }
  signIn(login, password) {
    return this.post('/session', { login, password });
  }
}
