import { ReadableStream } from "node:stream/web";

/** A file that is written while it is read, so that its size needs no memory. */
export function fileResponse(
  pieces: AsyncIterable<string>,
  { name, type }: { name: string; type: string },
): Response {
  const bytes = ReadableStream.from(encoded(pieces));
  // The same class as the global one, under two names in the type libraries.
  return new Response(bytes as unknown as BodyInit, {
    headers: {
      "content-type": `${type}; charset=utf-8`,
      "content-disposition": `attachment; filename="${name.replace(/[^\w.-]/g, "_")}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}
