import "server-only";

const HEARTBEAT_MS = 15_000;
const encoder = new TextEncoder();

/**
 * A stream of server-sent events that `run` writes with `send`. It ends with it; `stop` is aborted when the reader
 * goes away.
 */
export function streamTry(
  signal: AbortSignal,
  run: (stop: AbortSignal, send: (event: string, data: unknown) => void) => Promise<void>,
): Response {
  const closing = new AbortController();
  const stop = AbortSignal.any([signal, closing.signal]);
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (text: string) => {
        if (!stop.aborted) controller.enqueue(encoder.encode(text));
      };
      const beat = setInterval(() => write(": waiting\n\n"), HEARTBEAT_MS);
      await run(stop, (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
      clearInterval(beat);
      if (!closing.signal.aborted) controller.close();
    },
    cancel: () => closing.abort(),
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
