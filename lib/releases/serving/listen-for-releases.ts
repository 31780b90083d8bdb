import "server-only";
import pg from "pg";
import { DEPLOYMENT_CHANNEL } from "@/lib/deployments/update-deployment";
import { env } from "@/lib/env";
import { log } from "@/lib/http/log";
import { markStale, servingCache } from "./serving-cache";

const RECONNECT_AFTER_MS = 500;
/** A connection that died without a word is noticed by a question that it does not answer. */
const PROBE_EVERY_MS = 10_000;

interface Listener {
  started: Promise<void>;
  stop: () => Promise<void>;
}
const shared = globalThis as { galleyReleaseListener?: Listener | undefined };

/**
 * Hears of every release on one connection per process, from the first question on. A lost connection is
 * made again, and everything kept is then looked at anew, since what was said meanwhile is lost.
 */
export function listenForReleases(): Promise<void> {
  shared.galleyReleaseListener ??= start();
  return shared.galleyReleaseListener.started;
}

/** For tests and the end of a process. */
export async function stopListening(): Promise<void> {
  await shared.galleyReleaseListener?.stop();
  shared.galleyReleaseListener = undefined;
}

function start(): Listener {
  let client: pg.Client | null = null;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    if (isStopped) return;
    const next = new pg.Client({
      connectionString: env().DATABASE_URL,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      keepAlive: true,
    });
    const lose = (error?: Error) => {
      if (client !== next) return;
      client = null;
      servingCache().isListening = false;
      clearTimeout(timer);
      next.end().catch(() => {});
      if (isStopped) return;
      log().warn({ err: error }, "changes of what is live are not heard; connecting again");
      timer = setTimeout(() => void connect(), RECONNECT_AFTER_MS);
      timer.unref();
    };
    client = next;
    next.on("error", lose);
    next.on("end", () => lose());
    next.on("notification", ({ payload }) => {
      const [promptId = "", environmentId = ""] = (payload ?? "").split(":");
      markStale({ promptId, environmentId });
    });
    const probe = () => {
      timer = setTimeout(() => next.query("select 1").then(probe, lose), PROBE_EVERY_MS);
      timer.unref();
    };
    try {
      await next.connect();
      await next.query(`listen ${DEPLOYMENT_CHANNEL}`);
      servingCache().isListening = true;
      markStale("all");
      probe();
    } catch (error) {
      lose(error instanceof Error ? error : undefined);
    }
  };

  return {
    started: connect(),
    stop: async () => {
      isStopped = true;
      servingCache().isListening = false;
      clearTimeout(timer);
      const last = client;
      client = null;
      await last?.end().catch(() => {});
    },
  };
}
