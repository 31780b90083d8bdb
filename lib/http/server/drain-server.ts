import type { IncomingMessage, Server, ServerResponse } from "node:http";

interface Limits {
  /** For answers that end by themselves. */
  requestMs: number;
  /** For streams, whose clients connect again. */
  streamMs: number;
}

const LOOK_EVERY_MS = 50;

/**
 * Follows a server's answers, so that it can be closed without cutting one short. Call it before any request:
 * the function that comes back refuses new connections, lets requests end within their limit, and resolves when
 * all are closed.
 */
export function prepareDrain(server: Server, { requestMs, streamMs }: Limits): () => Promise<void> {
  const open = new Set<ServerResponse>();
  let isDraining = false;
  server.prependListener("request", (_: IncomingMessage, res: ServerResponse) => {
    open.add(res);
    res.once("close", () => open.delete(res));
    if (isDraining) res.shouldKeepAlive = false;
  });

  return async () => {
    isDraining = true;
    const startedAt = performance.now();
    for (const res of open) if (!res.headersSent) res.shouldKeepAlive = false;
    await new Promise<void>((resolve) => {
      const look = () => {
        const elapsedMs = performance.now() - startedAt;
        // A connection may have answered its last request since the last look.
        server.closeIdleConnections();
        if (elapsedMs >= streamMs) for (const res of open) if (isStream(res)) res.destroy();
        if (elapsedMs >= requestMs) end();
      };
      const timer = setInterval(look, LOOK_EVERY_MS);
      const end = () => {
        clearInterval(timer);
        server.closeAllConnections();
        resolve();
      };
      server.close(end);
      look();
    });
  };
}

function isStream(res: ServerResponse): boolean {
  return String(res.getHeader("content-type") ?? "").startsWith("text/event-stream");
}
