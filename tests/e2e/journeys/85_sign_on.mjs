// Signing in at a real provider of OpenID Connect: by the button of the page, and over plain HTTP for what no screen shows.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Person } from '../lib/browser.mjs';
import { IdentityProvider, secret } from '../lib/provider.mjs';
import { findBinary, startServer } from '../lib/server.mjs';
import { setUp } from '../lib/world.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const signOn = '/api/v1/session/sign-on/company';

/** A set-up server and the provider that it trusts. */
async function withProvider(run, more = {}) {
  let idp;
  let server;
  try {
    server = await startServer(findBinary(root), async (url) => {
      idp = await IdentityProvider.start(url);
      return {
        EVENKEEL_HTTP_PUBLIC_URL: url,
        EVENKEEL_SIGN_IN_GROUP_GRANTS: 'it-network = role technician',
        EVENKEEL_SIGN_ON_PROVIDERS: 'company',
        EVENKEEL_SIGN_ON_COMPANY_LABEL: 'Example account',
        EVENKEEL_SIGN_ON_COMPANY_ISSUER: idp.issuer,
        EVENKEEL_SIGN_ON_COMPANY_CLIENT_ID: 'evenkeel',
        EVENKEEL_SIGN_ON_COMPANY_CLIENT_SECRET: secret,
        EVENKEEL_SIGN_ON_COMPANY_SCOPES: 'profile,email,groups',
        EVENKEEL_SIGN_ON_COMPANY_GROUPS_CLAIM: 'groups',
        EVENKEEL_SIGN_ON_COMPANY_CREATE: 'true',
        ...more,
      };
    });
    const admin = await setUp(server);
    await run({ idp, server, admin });
    assert.ok(!server.output().includes(secret), 'the secret of the client stands in no log');
  } catch (error) {
    error.message += `\nlast words of the server:\n${server?.output().slice(-1500)}`;
    throw error;
  } finally {
    await server?.stop();
    await idp?.goAway();
  }
}

/** A browser without a screen: follows redirects by hand and keeps cookies (both servers have one host). */
class Walker {
  cookies = new Map();

  async get(url, options = {}) {
    const answer = await fetch(url, {
      redirect: 'manual',
      ...options,
      headers: { ...options.headers, Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair, ...facts] = cookie.split(';');
      const at = pair.indexOf('=');
      const gone = facts.some((fact) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(fact));
      if (gone || at + 1 === pair.length) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }
  /** The last address of a walk, and its answer. */
  async walk(url) {
    for (let step = 0; step < 20; ++step) {
      const answer = await this.get(url);
      const next = answer.headers.get('location');
      if (!next) return { url, answer, text: await answer.text() };
      url = new URL(next, url).href;
    }
    throw new Error(`walked in circles, at last to ${url}`);
  }
  async session(server) {
    const answer = await this.get(`${server.url}/api/v1/session`);
    return answer.ok ? answer.json() : null;
  }
}

async function byButton(world) {
  await withProvider(async ({ idp, server }) => {
    const context = await world.browser.newContext({ locale: 'de-DE', reducedMotion: 'reduce' });
    try {
      const page = await context.newPage();
      await page.goto(`${server.url}/account`);
      await page.getByRole('link', { name: 'Anmelden mit Example account' }).click();
      await page.locator('#content').waitFor();
      assert.equal(new URL(page.url()).pathname, '/account', 'back where one wanted to be');
      assert.ok(page.url().startsWith(server.url));
      await context.clearCookies();

      await idp.goAway();
      const english = await Person.arrive(world.browser, server.url);
      world.present.push(english);
      await english.go('/');
      await english.page.getByRole('link', { name: 'Sign in with Example account' }).waitFor();
      assert.deepEqual(await english.axe(), []);
      await english.page.goto(`${server.url}/?sign_on=unavailable`);
      await english.page.getByText('does not answer at the moment', { exact: false }).waitFor();
      assert.equal(new URL(english.page.url()).search, '', 'the word leaves the address');
      await idp.comeBack();
    } finally {
      await context.close();
    }
  });
}

async function accountsAndKeys() {
  await withProvider(async ({ idp, server, admin }) => {
    const walker = new Walker();
    const { url, answer } = await walker.walk(`${server.url}${signOn}?to=${encodeURIComponent('/incidents?view=mine')}`);
    assert.equal(url, `${server.url}/incidents?view=mine`);
    assert.equal(answer.status, 200);
    const { person } = await walker.session(server);
    assert.equal(person.login, 'agent04');
    assert.equal(person.mail, 'agent04@example.org', 'from userinfo');
    assert.deepEqual(person.roles, ['technician'], 'from the groups');

    idp.people.analyst04.groups = [];
    idp.changeKeys('ES256'); // the keys that the server knows are gone
    const again = new Walker();
    await again.walk(`${server.url}${signOn}`);
    const later = await again.session(server);
    assert.equal(later?.person.id, person.id, 'the same person, with keys that were fetched anew');
    assert.deepEqual(later.person.roles ?? [], []);
    const changes = await admin.get('/people?q=agent04');
    assert.equal(changes.items.length, 1);
  });
}

async function logoutsOfBothSides() {
  await withProvider(async ({ idp, server }) => {
    const walker = new Walker();
    await walker.walk(`${server.url}${signOn}`);
    assert.ok(await walker.session(server));
    // The person signs out at the provider: it tells Evenkeel.
    await endThere(walker, `${idp.issuer}/session/end`);
    assert.deepEqual(idp.complaints, []);
    assert.equal(await walker.session(server), null, 'ended by the logout token');

    await walker.walk(`${server.url}${signOn}`);
    assert.ok(await walker.session(server));
    const ended = await walker.get(`${server.url}/api/v1/session`, {
      method: 'DELETE',
      headers: { 'X-CSRF-Token': walker.cookies.get('evenkeel_csrf') },
    });
    assert.equal(ended.status, 200);
    const { leave } = await ended.json();
    assert.ok(leave.startsWith(`${idp.issuer}/session/end?`), leave);
    const back = await endThere(walker, leave);
    assert.equal(back.url, `${server.url}/`, 'and back to the sign-in page');
  });
}

/** Confirms at the provider's page that one signs out there. */
async function endThere(walker, address) {
  const { url, text } = await walker.walk(address);
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(text)?.[1];
  const action = /action="([^"]+)"/.exec(text)?.[1];
  assert.ok(xsrf && action, `${url} ${text.slice(0, 500)}`);
  const confirmed = await walker.get(new URL(action, url).href, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ xsrf, logout: 'yes' }),
  });
  return walker.walk(new URL(confirmed.headers.get('location'), url).href);
}

async function providerInTrouble() {
  await withProvider(async ({ idp, server }) => {
    await idp.goAway();
    const away = await new Walker().get(`${server.url}${signOn}?to=/log`);
    assert.equal(away.headers.get('location'), '/log?sign_on=unavailable');
    await idp.comeBack();
    await new Promise((resolve) => setTimeout(resolve, 11_000)); // it is not asked again at once

    idp.silent = true;
    const began = Date.now();
    const waiting = Array.from({ length: 6 }, () => new Walker().get(`${server.url}${signOn}`));
    for (let i = 0; i < 10; ++i) {
      const asked = Date.now();
      assert.ok((await fetch(`${server.url}/api/v1/session/ways`)).ok);
      assert.ok(Date.now() - asked < 2_000, 'nobody else waits');
    }
    for (const answer of await Promise.all(waiting)) assert.match(answer.headers.get('location'), /sign_on=unavailable$/);
    assert.ok(Date.now() - began < 20_000, `a provider that says nothing is given up: ${Date.now() - began} ms`);
  });
}

export default [
  { name: 'sign in at a provider, by its button', alone: true, run: byButton },
  { name: 'a provider gives an account, its roles and new keys', alone: true, run: accountsAndKeys },
  { name: 'a session ends at the provider, from both sides', alone: true, run: logoutsOfBothSides },
  { name: 'a provider that is away or silent holds nobody up', alone: true, run: providerInTrouble },
];
