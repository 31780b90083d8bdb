import "server-only";
import { z } from "zod";
import { parseTrustedProxies } from "@/lib/http/client";
import { parseHost } from "@/lib/http/server/host-names";

const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((value) => value === "1");

const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .toLowerCase()
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  );

/**
 * Everything the processes are told from outside, parsed once. `npm start` sets all of it and makes the
 * secrets at first start; an operator's own values win.
 */
const Env = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  DATABASE_URL: z.string().min(1, "DATABASE_URL is missing: start Galley with `npm start`."),
  GALLEY_URL: z.url().default("http://127.0.0.1:3000"),
  GALLEY_HOST: z.string().default("127.0.0.1"),
  GALLEY_PORT: z.coerce.number().int().default(3000),
  GALLEY_DATA_DIR: z.string().default(".galley"),
  GALLEY_SECRET: z.string().min(32, "GALLEY_SECRET needs at least 32 characters."),
  GALLEY_ENCRYPTION_KEY: z.base64().refine((key) => Buffer.from(key, "base64").length === 32, {
    error: "GALLEY_ENCRYPTION_KEY must be 32 bytes in base64.",
  }),
  /** Seals the audit log; the database never holds it. */
  GALLEY_AUDIT_KEY: z.base64().refine((key) => Buffer.from(key, "base64").length === 32, {
    error: "GALLEY_AUDIT_KEY must be 32 bytes in base64.",
  }),
  GALLEY_DEMO: flag,
  GALLEY_ROLE: z.enum(["web", "worker", "admin"]).default("web"),
  /** A session that nobody uses for so long ends. */
  GALLEY_SESSION_IDLE_HOURS: z.coerce.number().positive().max(720).default(8),
  /** Which of several workers this one is; the first also does what nobody needs twice. */
  GALLEY_WORKER: z.coerce.number().int().min(1).default(1),
  GALLEY_WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(6),
  GALLEY_LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  /** More hosts that Galley answers to, beside the one of GALLEY_URL, loopback names and its own addresses. */
  GALLEY_HOSTS: list.transform((hosts, context) =>
    hosts.map((host) => {
      const name = parseHost(host);
      if (name !== null) return name;
      context.addIssue({ code: "custom", message: `“${host}” is not a host name or an address.` });
      return z.NEVER;
    }),
  ),
  /** Proxies in front whose X-Forwarded-* headers count. */
  GALLEY_TRUST_PROXY: z
    .string()
    .default("0")
    .transform((text, context) => {
      const proxies = parseTrustedProxies(text);
      if (proxies) return proxies;
      context.addIssue({
        code: "custom",
        message: `“${text}” is neither the number of proxies in front, such as 1, nor a list of their addresses, such as 10.0.0.0/8,192.0.2.7.`,
      });
      return z.NEVER;
    }),
  /** Private hosts that model connections and webhooks may call, such as a model server in the local network. */
  GALLEY_ALLOWED_HOSTS: list,
  GITHUB_ID: z.string().optional(),
  GITHUB_SECRET: z.string().optional(),
  GOOGLE_ID: z.string().optional(),
  GOOGLE_SECRET: z.string().optional(),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default("Single sign-on"),
});
export type Env = z.infer<typeof Env>;

const shared = globalThis as { galleyEnv?: Env };

/** The operator's to put right: what is printed of it is its lines, not where the code noticed. */
class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

/** The environment, parsed at the first use; throws with one line per wrong variable. */
export function env(): Env {
  if (shared.galleyEnv) return shared.galleyEnv;
  const parsed = Env.safeParse(process.env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new EnvironmentError(`The environment is not complete.\n${lines.join("\n")}`);
  }
  shared.galleyEnv = parsed.data;
  return parsed.data;
}

/** Whether browsers reach the app over https, so that cookies can be bound to it. */
export function isSecure(): boolean {
  return env().GALLEY_URL.startsWith("https://");
}
