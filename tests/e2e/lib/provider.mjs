// A real provider of OpenID Connect (the npm package oidc-provider) on a free port, with one client: the Evenkeel at `app`. Its people
// sign in and agree by themselves, as whoever `who` says; it can change its keys, go away, come back, and stop answering.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

export const secret = 'a secret of forty characters or even more than that';

function newKey(algorithm) {
  const { privateKey } =
    algorithm === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: algorithm, kid: randomUUID() };
}

export class IdentityProvider {
  /** Claims by account. */
  people = {
    analyst04: {
      preferred_username: 'agent04',
      name: 'Desk agent 04',
      email: 'agent04@example.org',
      email_verified: true,
      groups: ['IT-Network'],
    },
  };
  who = 'analyst04';
  silent = false;
  /** What went wrong on its way to the client. */
  complaints = [];

  static async start(app) {
    const idp = new IdentityProvider();
    idp.app = app;
    idp.server = createServer((request, response) => void idp.answer(request, response));
    await idp.listen(0);
    idp.port = idp.server.address().port;
    idp.issuer = `http://127.0.0.1:${idp.port}`;
    idp.changeKeys('RS256');
    return idp;
  }

  listen(port) {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
  }
  goAway() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
  comeBack() {
    return this.listen(this.port);
  }

  /** New keys for this algorithm; the old ones are published no more, and nobody is signed in at the provider. */
  changeKeys(algorithm) {
    const at = `${this.app}/api/v1/session/sign-on/company`;
    this.provider = new Provider(this.issuer, {
      clients: [
        {
          client_id: 'evenkeel',
          client_secret: secret,
          redirect_uris: [`${at}/callback`],
          post_logout_redirect_uris: [`${this.app}/`],
          backchannel_logout_uri: `${at}/logout`,
          backchannel_logout_session_required: true,
          id_token_signed_response_alg: algorithm,
        },
      ],
      jwks: { keys: [newKey(algorithm), newKey(algorithm === 'RS256' ? 'ES256' : 'RS256')] },
      cookies: { keys: [randomUUID()] },
      pkce: { required: () => true },
      claims: {
        openid: ['sub'],
        profile: ['name', 'preferred_username'],
        email: ['email', 'email_verified'],
        groups: ['groups'],
      },
      features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: true } },
      enabledJWA: { idTokenSigningAlgValues: ['RS256', 'ES256', 'PS256'] },
      findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id, ...this.people[id] }) }),
      // It refuses to call addresses of this machine unless it is told otherwise; the client is one.
      fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
      interactions: { url: (context, { uid }) => `/interaction/${uid}` },
    });
    this.provider.on('backchannel.error', (context, error) => this.complaints.push(error.message));
    this.callback = this.provider.callback();
  }

  async answer(request, response) {
    if (this.silent) return;
    if (!request.url.startsWith('/interaction/')) return this.callback(request, response);
    const { prompt, params, session, grantId } = await this.provider.interactionDetails(request, response);
    if (prompt.name === 'login')
      return this.provider.interactionFinished(request, response, { login: { accountId: this.who } }, { mergeWithLastSubmission: false });
    const grant = grantId
      ? await this.provider.Grant.find(grantId)
      : new this.provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    if (prompt.details.missingOIDCScope) grant.addOIDCScope(prompt.details.missingOIDCScope.join(' '));
    if (prompt.details.missingOIDCClaims) grant.addOIDCClaims(prompt.details.missingOIDCClaims);
    const consent = { grantId: await grant.save() };
    return this.provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
  }
}
