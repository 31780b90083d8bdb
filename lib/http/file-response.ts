import "server-only";
import { ReadableStream } from "node:stream/web";

/**
 * A file that is written while it is read, so that its size needs no memory. The first piece is made
 * before the answer begins: a filter that names nothing is still a 404, not a broken download.
 */
export async function fileResponse(
  pieces: AsyncIterable<string>,
  { name, type, headers = {} }: { name: string; type: string; headers?: Record<string, string> },
): Promise<Response> {
  const parts = pieces[Symbol.asyncIterator]();
  const first = await parts.next();
  const bytes = ReadableStream.from(encoded(first, parts));
  // The same class as the global one, under two names in the type libraries.
  return new Response(bytes as unknown as BodyInit, {
    headers: {
      "content-type": `${type}; charset=utf-8`,
      "content-disposition": `attachment; filename="${name.replace(/[^\w.-]/g, "_")}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...headers,
    },
  });
}

async function* encoded(
  first: IteratorResult<string>,
  parts: AsyncIterator<string>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  try {
    for (let part = first; !part.done; part = await parts.next()) yield encoder.encode(part.value);
  } finally {
    await parts.return?.();
  }
}
