import "server-only";
import pino from "pino";
import { env } from "@/lib/env";

const shared = globalThis as { galleyLog?: pino.Logger };

/** Structured log lines on standard output. Secrets have no way in: only named fields are logged. */
export function log(): pino.Logger {
  shared.galleyLog ??= pino({
    level: env().GALLEY_LOG_LEVEL,
    base: { role: env().GALLEY_ROLE },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ["authorization", "cookie", "apiKey", "password", "*.authorization", "*.apiKey"],
  });
  return shared.galleyLog;
}
