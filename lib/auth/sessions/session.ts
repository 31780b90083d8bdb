import "server-only";
import { randomUUID } from "node:crypto";
import { cookies, headers } from "next/headers";
import NextAuth, { type NextAuthOptions } from "next-auth";
import { encode, getToken } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import GithubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { type AccountActor, makeActor } from "@/lib/auth/actor";
import { SignIn } from "@/lib/auth/contract";
import { linkAccount } from "@/lib/auth/link-account";
import { db } from "@/lib/db/client";
import { env, isSecure } from "@/lib/env";
import { currentClient } from "@/lib/http/current-client";
import { log } from "@/lib/http/log";
import { toProblem } from "@/lib/http/problem";
import { checkAuthRequest } from "./check-auth-request";
import { isOpenSession } from "./is-open-session";
import { noteSeen } from "./note-seen";
import { type OpenedSession, openSession, SESSION_SECONDS } from "./open-session";
import { parseCookies } from "./parse-cookies";
import { signInByPassword } from "./sign-in-by-password";

/** The only importer of next-auth on the server: a later move to another library changes this file. */

export const SESSION_COOKIE_NAME = "galley.session";

function cookieName(): string {
  return isSecure() ? `__Host-${SESSION_COOKIE_NAME}` : SESSION_COOKIE_NAME;
}

/** Demo people sign in without a password: only somebody at this machine, whose request shows no proxy. */
export function isDemoSignInOpen(): boolean {
  return env().GALLEY_DEMO && currentClient()?.isThisMachine === true;
}

/** The single sign-on providers that the environment configures, for the sign-in page. */
export function listSignOnProviders(): { id: string; name: string }[] {
  return ssoProviders().map(({ id, name }) => ({ id, name }));
}

function ssoProviders() {
  const e = env();
  return [
    e.GITHUB_ID && e.GITHUB_SECRET ? [githubProvider(e.GITHUB_ID, e.GITHUB_SECRET)] : [],
    e.GOOGLE_ID && e.GOOGLE_SECRET
      ? [GoogleProvider({ clientId: e.GOOGLE_ID, clientSecret: e.GOOGLE_SECRET })]
      : [],
    e.OIDC_ISSUER && e.OIDC_CLIENT_ID ? [oidcProvider(e.OIDC_ISSUER, e.OIDC_CLIENT_ID)] : [],
  ].flat();
}

/** GitHub lets anybody name an address as their primary one before it is verified. */
function githubProvider(clientId: string, clientSecret: string) {
  return GithubProvider({
    clientId,
    clientSecret,
    userinfo: {
      url: "https://api.github.com/user",
      async request({ client, tokens }) {
        const token = tokens.access_token ?? "";
        const answer = await fetch("https://api.github.com/user/emails", {
          headers: { authorization: `Bearer ${token}` },
        });
        const emails = answer.ok ? ((await answer.json()) as GithubEmail[]) : [];
        const email = emails.find(({ primary, verified }) => primary && verified)?.email;
        const profile = await client.userinfo(token);
        return { ...profile, email: email ?? "", email_verified: email !== undefined };
      },
    },
  });
}

interface GithubEmail {
  email: string;
  primary: boolean;
  verified: boolean;
}

interface OidcProfile extends Record<string, unknown> {
  sub: string;
  name?: string;
  email?: string;
}

function oidcProvider(issuer: string, clientId: string): OAuthConfig<OidcProfile> {
  return {
    id: "oidc",
    name: env().OIDC_NAME,
    type: "oauth",
    wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId,
    ...(env().OIDC_CLIENT_SECRET ? { clientSecret: env().OIDC_CLIENT_SECRET } : {}),
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid email profile" } },
    profile: (profile: OidcProfile) => ({
      id: profile.sub,
      name: profile.name ?? profile.email ?? profile.sub,
      email: profile.email ?? "",
    }),
  };
}

function authOptions(): NextAuthOptions {
  return {
    secret: env().GALLEY_SECRET,
    useSecureCookies: isSecure(),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: {
        name: cookieName(),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() },
      },
    },
    providers: [
      CredentialsProvider({
        id: "password",
        credentials: { email: {}, password: {} },
        authorize: async (credentials) => {
          const { success, data } = SignIn.safeParse(credentials);
          return success ? signInByPassword(data.email, data.password) : null;
        },
      }),
      CredentialsProvider({
        id: "demo",
        credentials: { email: {} },
        authorize: async (credentials) => {
          if (!isDemoSignInOpen() || !credentials?.email) return null;
          return db.user.findFirst({ where: { email: credentials.email, isDemo: true } });
        },
      }),
      ...ssoProviders(),
    ],
    callbacks: {
      async signIn({ account, profile, user }) {
        if (!account || account.type === "credentials") return true;
        const isLinked = await linkAccount({
          provider: account.provider,
          providerAccountId: account.providerAccountId,
          email: user.email ?? "",
          isEmailVerified: Reflect.get(profile ?? {}, "email_verified") === true,
        });
        return isLinked || "/sign-in?error=no_account";
      },
      // The token carries only a session id and version; everything else is read from the database.
      async jwt({ token, user, account }) {
        if (!user || !account) return token;
        const session = await openSession(
          account.type === "credentials"
            ? { userId: user.id }
            : { provider: account.provider, providerAccountId: account.providerAccountId },
          (await headers()).get("user-agent"),
        );
        return { sub: session.userId, sid: session.id, ver: session.version };
      },
    },
    // Its own logger writes lines as they come, with whatever line breaks are in them.
    logger: {
      error: (code, details) => log().error({ code, details }, "next-auth failed"),
      warn: (code) => log().warn({ code }, "next-auth warns"),
      debug: () => {},
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid !== "string") return;
        await db.session.updateMany({ where: { id: token.sid }, data: { revokedAt: new Date() } });
      },
    },
  };
}

/** The handler of /api/auth/*; its options are made for each call, so that nothing is baked into the build. */
export async function answerAuth(request: Request, context: object): Promise<Response> {
  try {
    await checkAuthRequest(request);
  } catch (error) {
    return toProblem(error, randomUUID());
  }
  return NextAuth(authOptions())(request, context);
}

/** The `Set-Cookie` that makes a browser go on with a session. */
export async function sessionCookie(session: OpenedSession): Promise<string> {
  const { id: sid, userId: sub, version: ver } = session;
  const maxAge = SESSION_SECONDS;
  const value = await encode({ token: { sub, sid, ver }, secret: env().GALLEY_SECRET, maxAge });
  const flags = isSecure() ? "; Secure" : "";
  return `${cookieName()}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${flags}`;
}

/** Who is signed in on this page view, or null. For server components. */
export async function loadAccount(): Promise<AccountActor | null> {
  const jar = await cookies();
  return accountOf(Object.fromEntries(jar.getAll().map(({ name, value }) => [name, value])));
}

/** The same for a plain Request, also outside of Next (hot routes). */
export function loadAccountOf(request: Request): Promise<AccountActor | null> {
  return accountOf(parseCookies(request.headers.get("cookie") ?? ""));
}

async function accountOf(jar: Record<string, string>): Promise<AccountActor | null> {
  const isPresent = Object.keys(jar).some((name) => name.startsWith(cookieName()));
  if (!isPresent) return null;
  // The Authorization header stays out: next-auth would read API keys as its own tokens.
  const request = { cookies: jar, headers: {} } as unknown as Parameters<typeof getToken>[0]["req"];
  const token = await getToken({
    req: request,
    secret: env().GALLEY_SECRET,
    cookieName: cookieName(),
    secureCookie: isSecure(),
  }).catch(() => null);
  if (typeof token?.sid !== "string") return null;
  const session = await db.session.findUnique({
    where: { id: token.sid },
    include: { user: true },
  });
  if (!session || !isOpenSession(session, new Date())) return null;
  if (session.user.sessionVersion !== token.ver) return null;
  await noteSeen(session);
  const { id, name, email } = session.user;
  return makeActor({ kind: "account", userId: id, name, email, sessionId: session.id });
}
