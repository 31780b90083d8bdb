import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "@/lib/env";
import { PrismaClient } from "./generated/client";

export { Prisma } from "./generated/client";

interface Database {
  pool: pg.Pool;
  db: PrismaClient;
  /** One connection of its own for the health check, which must not wait behind what it reports on. */
  probe: pg.Pool;
  /** Since when each of those has waited who wait for a connection, the first one first. */
  waiting: Map<object, number>;
}

// The server bundle and Next's bundle are two module graphs in one process: one pool for both.
const shared = globalThis as { galleyDatabase?: Database };

const PROBE_TIMEOUT_MS = 2_000;

function connect(): Database {
  const isWorker = env().GALLEY_ROLE === "worker";
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: isWorker ? env().GALLEY_WORKER_CONCURRENCY + 4 : 10,
  });
  const probe = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: 1,
    connectionTimeoutMillis: PROBE_TIMEOUT_MS,
    query_timeout: PROBE_TIMEOUT_MS,
  });
  // Without a listener a connection that the server cuts would end the process.
  for (const one of [pool, probe]) one.on("error", () => {});
  pool.on("connect", (client) => {
    client.on("error", () => {});
    askOneByOne(client);
  });
  // On a busy machine a transaction may wait for a connection longer than Prisma's two seconds.
  const transactionOptions = { maxWait: 10_000, timeout: 15_000 };
  const db = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions });
  return { pool, db, probe, waiting: followWaits(pool) };
}

type Connected = Parameters<Parameters<pg.Pool["connect"]>[0]>;

function followWaits(pool: pg.Pool): Map<object, number> {
  const waiting = new Map<object, number>();
  const connect = pool.connect.bind(pool);
  const follow = (callback?: (...connected: Connected) => void) => {
    const one = {};
    waiting.set(one, performance.now());
    if (!callback) return connect().finally(() => waiting.delete(one));
    return connect((...connected: Connected) => {
      waiting.delete(one);
      callback(...connected);
    });
  };
  pool.connect = follow as typeof pool.connect;
  return waiting;
}

/** How long the first of those who wait for a connection has waited, in milliseconds. */
export function connectionWaitMs(): number {
  const [since] = shared.galleyDatabase?.waiting.values() ?? [];
  return since === undefined ? 0 : performance.now() - since;
}

/**
 * Prisma reads several relations of a row at once, inside a transaction over the one connection that it has.
 * pg would queue them, which it warns of and will stop to do: here each waits for the one before.
 */
function askOneByOne(client: pg.PoolClient): void {
  const ask = client.query.bind(client) as (...query: unknown[]) => unknown;
  let last: Promise<unknown> = Promise.resolve();
  const query = (...args: unknown[]) => {
    // With a callback, or as an object that reads row by row, nothing is awaited: the pool itself asks so.
    if (args.some((part) => typeof part === "function") || hasSubmit(args[0])) {
      return ask(...args);
    }
    const next = last.then(() => ask(...args));
    last = next.catch(() => {});
    return next;
  };
  client.query = query as typeof client.query;
}

const hasSubmit = (query: unknown): boolean =>
  typeof query === "object" && query !== null && "submit" in query;

function database(): Database {
  shared.galleyDatabase ??= connect();
  return shared.galleyDatabase;
}

/** Connects at the first use, so that importing a module never needs a database (builds, pure tests). */
function lazily<T extends object>(part: () => T): T {
  return new Proxy({} as T, {
    get(_, property) {
      const target = part();
      const value = Reflect.get(target, property, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

export const db = lazily(() => database().db);
export const pool = lazily(() => database().pool);
export const probe = lazily(() => database().probe);

/** What a verb writes with: inside a transaction the transaction, never the client beside it. */
export type Tx = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0];

/** The name of the unique index that a write clashed with, or null when the error is another one. */
export function uniqueClash(error: unknown): string | null {
  if (!(error instanceof Error) || Reflect.get(error, "code") !== "P2002") return null;
  const meta = Reflect.get(error, "meta") as
    | { driverAdapterError?: { cause?: { constraint?: { index?: string; fields?: string[] } } } }
    | undefined;
  const constraint = meta?.driverAdapterError?.cause?.constraint;
  return constraint?.index ?? constraint?.fields?.join("_") ?? "unique";
}
