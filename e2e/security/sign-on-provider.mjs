import { createSign, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";

/**
 * A real OpenID Connect provider on loopback. Whoever comes is signed in as `state.person` without being asked,
 * and `state.forge` may replace the ID token that the provider has made.
 * @typedef {{ sub: string, email: string, email_verified: boolean, name?: string }} Person
 * @typedef {{ person: Person, forge: ((claims: Record<string, unknown>) => string) | null }} State
 * @param {{ port: number, redirectUri: string, clientId: string, clientSecret: string }} options
 */
export async function startSignOnProvider({ port, redirectUri, clientId, clientSecret }) {
  const issuer = `http://127.0.0.1:${port}`;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  /** @type {State} */
  const state = { person: { sub: "nobody", email: "", email_verified: false }, forge: null };
  const people = new Map();
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "key-1", use: "sig" }] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["only for tests"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => people.get(sub) }),
  });
  provider.use(async (ctx, next) => {
    await next();
    const { id_token: token } = ctx.body ?? {};
    if (ctx.path !== "/token" || !token || !state.forge) return;
    const claims = JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());
    ctx.body = { ...ctx.body, id_token: state.forge(claims) };
  });
  const answer = provider.callback();

  async function signIn(req, res) {
    const { sub } = state.person;
    people.set(sub, { name: sub, ...state.person });
    const grant = new provider.Grant({ accountId: sub, clientId });
    grant.addOIDCScope("openid email profile");
    const grantId = await grant.save();
    const result = { login: { accountId: sub }, consent: { grantId } };
    await provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
  }

  const server = createServer((req, res) => {
    if (!req.url?.startsWith("/interaction/")) return answer(req, res);
    signIn(req, res).catch((error) => res.writeHead(500).end(String(error)));
  });
  await new Promise((done) => server.listen(port, "127.0.0.1", done));
  return {
    state,
    /** A token as the provider itself would sign it. */
    sign: (claims) => signToken(claims, privateKey),
    stop: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

/** A JWT by RS256 with the key id of the provider. */
export function signToken(claims, key, header = { alg: "RS256", kid: "key-1" }) {
  const text = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  if (!key) return `${text}.`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(key, "base64url")}`;
}
