import "server-only";
import { isRecord } from "@/lib/http/body/is-record";

/**
 * Codes by which Prisma, Node and PostgreSQL say that the database cannot be reached, shuts down or starts.
 * What failed so may be tried again unchanged.
 */
const CODES = new Set(["P1001", "P1008", "P1017", "ECONNREFUSED", "ECONNRESET", "EPIPE", "53300"]);
/** Connection exceptions, and an operator's intervention: shutdown, crash, not yet up. */
const CLASSES = /^(08...|57P0[1-3])$/;
const KINDS = new Set(["DatabaseNotReachable", "ConnectionClosed", "TooManyConnections"]);
/** What pg says of a connection that broke while it was asked. It has no code. */
const CUT = /^(Connection terminated|Client has encountered a connection error)/;

/** Whether an error of either client says that there is no database now, rather than what is wrong with a query. */
export function isDatabaseGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return isCode(Reflect.get(error, "code")) || CUT.test(error.message) || isGoneBelow(error);
}

/** A raw query of Prisma's carries what the driver said in `meta`. */
function isGoneBelow(error: Error): boolean {
  const meta: unknown = Reflect.get(error, "meta");
  const driver = isRecord(meta) ? meta.driverAdapterError : undefined;
  const cause: unknown = isRecord(driver) ? driver.cause : undefined;
  return isRecord(cause) && (KINDS.has(String(cause.kind)) || isCode(cause.originalCode));
}

function isCode(code: unknown): boolean {
  return typeof code === "string" && (CODES.has(code) || CLASSES.test(code));
}
