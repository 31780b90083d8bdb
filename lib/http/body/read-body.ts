import "server-only";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { AppError } from "@/lib/http/app-error";
import { checkJson, checkJsonInTurns, JSON_LIMITS, type JsonLimits } from "./json-limits";
import { parseJsonInTurns, reviverFor } from "./parse-json-in-turns";

const inflate = promisify(gunzip);

/** Text and spans come to a twentieth; what shrinks much more is made to fill memory. */
const MAX_GZIP_RATIO = 250;
/** Small enough to inflate whatever the ratio is. */
const ANY_RATIO_BYTES = 2_000_000;

/** Without parameters such as the charset; empty when the request names none. */
export function contentTypeOf(request: Request): string {
  const [type = ""] = (request.headers.get("content-type") ?? "").split(";", 1);
  return type.trim().toLowerCase();
}

/** The body as text, refused as soon as it is over the limit; the announced length is not trusted. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  return (await readCapped(request, maxBytes)).toString("utf8");
}

export interface ByteLimits {
  /** As it comes over the wire. */
  maxBytes: number;
  /** After gunzip, which stops there: a small body may hold any number of zeros. */
  maxInflatedBytes: number;
}

/** The body as bytes, gunzipped when it says `Content-Encoding: gzip`. */
export async function readBytes(request: Request, limits: ByteLimits): Promise<Buffer> {
  const encoding = (request.headers.get("content-encoding") ?? "identity").trim().toLowerCase();
  if (encoding === "identity" || encoding === "")
    return readCapped(request, limits.maxInflatedBytes);
  if (encoding !== "gzip") {
    throw new AppError("unsupported_media_type", "Send the body as it is, or compressed by gzip.");
  }
  const bytes = await readCapped(request, limits.maxBytes);
  const byRatio = Math.max(MAX_GZIP_RATIO * bytes.length, ANY_RATIO_BYTES);
  const maxOutputLength = Math.min(limits.maxInflatedBytes, byRatio);
  try {
    return await inflate(bytes, { maxOutputLength });
  } catch (error) {
    if (Reflect.get(error as Error, "code") === "ERR_BUFFER_TOO_LARGE") {
      throw tooLarge(maxOutputLength);
    }
    throw new AppError("malformed", "The body is not gzip, though its Content-Encoding says so.");
  }
}

/** The body as bytes, refused as soon as it is over the limit. */
export async function readCapped(request: Request, maxBytes: number): Promise<Buffer> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > maxBytes) throw tooLarge(maxBytes);
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk);
    }
  } catch (error) {
    // A browser that leaves the page is no failure of ours.
    if (request.signal.aborted) throw new AppError("malformed", "The request was broken off.");
    throw error;
  }
  return Buffer.concat(chunks);
}

/** Parses JSON from outside: `__proto__` keys are dropped, deep and wide bodies are refused before they are parsed. */
export function parseJson(text: string, limits = JSON_LIMITS): unknown {
  checkJson(text, limits);
  try {
    return JSON.parse(text, reviverFor(text));
  } catch (error) {
    throw notJson(error);
  }
}

/** The same for bodies of many megabytes, in turns with other work. */
export async function parseLargeJson(text: string, limits: JsonLimits): Promise<unknown> {
  await checkJsonInTurns(text, limits);
  try {
    return await parseJsonInTurns(text);
  } catch (error) {
    throw notJson(error);
  }
}

/** Says where and not what: a body may hold secrets, and its text would come back in logs. */
function notJson(error: unknown): AppError {
  const place = /position (\d+)/.exec((error as Error).message)?.[1];
  const where = place ? `: its syntax is wrong at character ${place}` : "";
  return new AppError("malformed", `The body is not JSON${where}.`);
}

export function tooLarge(maxBytes: number): AppError {
  const limit =
    maxBytes >= 1e6 ? `${Math.round(maxBytes / 1e6)} MB` : `${Math.round(maxBytes / 1e3)} kB`;
  return new AppError("too_large", `The body is larger than ${limit}. Send it in parts.`);
}
