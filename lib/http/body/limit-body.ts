import type { IncomingMessage, ServerResponse } from "node:http";

/** What a page or next-auth is sent at most: the form of a sign-in and nothing else. */
export const MAX_FORM_BYTES = 16_000;
/** A little above the largest body that a contract takes; each contract has a cap of its own below it. */
export const MAX_API_BYTES = 52_000_000;

/** How long a client may go on sending after it was refused: long enough to read the refusal. */
const CLOSE_AFTER_MS = 5_000;

/** The bytes that a request to this path may carry, before anything looks at them. */
export function bodyLimitOf(path: string): number {
  const isApi = path.startsWith("/api/") && !/^\/api\/auth(?:\/|$)/.test(path);
  return isApi ? MAX_API_BYTES : MAX_FORM_BYTES;
}

interface Ways {
  proceed: () => void;
  refuse: () => void;
}

/**
 * Calls `proceed` for a body within the limit and `refuse` for a larger one, whether its length is announced or
 * it comes in chunks. The body of a form is complete before `proceed`, so that nobody downstream collects one
 * without an end. A large one is counted on the way, and its connection ends where it exceeds the limit.
 */
export function limitBody(
  req: IncomingMessage,
  res: ServerResponse,
  limit: number,
  { proceed, refuse }: Ways,
): void {
  const ways = {
    proceed,
    refuse: () => {
      // Node would end the connection with the answer, and the client, which still sends, might never read it.
      res.shouldKeepAlive = true;
      closeSoon(req);
      refuse();
    },
  };
  if (Number(req.headers["content-length"] ?? 0) > limit) {
    drop(req);
    ways.refuse();
  } else if (req.headers["transfer-encoding"] === undefined) ways.proceed();
  else if (limit <= MAX_FORM_BYTES) collect(req, limit, ways);
  else {
    count(req, limit);
    ways.proceed();
  }
}

type Push = (piece: Buffer | null) => boolean;

/** Node's parser hands every piece of a body to `push`, and null at its end. */
function intercept(req: IncomingMessage, replace: (push: Push) => Push): void {
  const push = req.push.bind(req);
  req.push = replace(push);
}

function collect(req: IncomingMessage, limit: number, { proceed, refuse }: Ways): void {
  const pieces: Buffer[] = [];
  let size = 0;
  intercept(req, (push) => (piece) => {
    if (size > limit) return piece ? true : push(null);
    if (piece) {
      size += piece.length;
      if (size <= limit) pieces.push(piece);
      else {
        pieces.length = 0;
        refuse();
      }
      return true;
    }
    for (const earlier of pieces) push(earlier);
    const hasRoom = push(null);
    proceed();
    return hasRoom;
  });
}

function count(req: IncomingMessage, limit: number): void {
  let size = 0;
  intercept(req, (push) => (piece) => {
    size += piece?.length ?? 0;
    if (size <= limit) return push(piece);
    req.destroy();
    return true;
  });
}

/** Nobody reads a refused body, so its pieces must not wait in memory. */
function drop(req: IncomingMessage): void {
  intercept(req, (push) => (piece) => (piece ? true : push(null)));
}

function closeSoon(req: IncomingMessage): void {
  setTimeout(() => {
    if (!req.complete) req.socket.destroy();
  }, CLOSE_AFTER_MS).unref();
}
