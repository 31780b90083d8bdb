import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { AppError } from "./app-error";

const inflate = promisify(gunzip);

/** JSON deeper than this is no input of ours, and would make recursive code unsafe. */
const MAX_DEPTH = 40;

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
  try {
    return await inflate(bytes, { maxOutputLength: limits.maxInflatedBytes });
  } catch (error) {
    if (Reflect.get(error as Error, "code") === "ERR_BUFFER_TOO_LARGE") {
      throw tooLarge(limits.maxInflatedBytes);
    }
    throw new AppError("malformed", "The body is not gzip, though its Content-Encoding says so.");
  }
}

async function readCapped(request: Request, maxBytes: number): Promise<Buffer> {
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

/** Parses JSON from outside: `__proto__` keys are dropped, deep nesting is refused. */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = MAY_NAME_PROTO.test(text) ? JSON.parse(text, withoutProto) : JSON.parse(text);
  } catch (error) {
    throw new AppError("malformed", `The body is not JSON: ${(error as Error).message}.`);
  }
  if (isDeeper(value, MAX_DEPTH)) {
    throw new AppError("malformed", `The body is nested deeper than ${MAX_DEPTH} levels.`);
  }
  return value;
}

/** A reviver is called for every value, which takes five times as long as parsing: only where it may matter. */
const MAY_NAME_PROTO = /__proto__|\\u00(?:5f|70|72|6f|74)/i;

function withoutProto(key: string, member: unknown): unknown {
  return key === "__proto__" ? undefined : member;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  const members = Array.isArray(value) ? value : Object.values(value);
  if (levels === 0) return members.length > 0;
  return members.some((member) => isDeeper(member, levels - 1));
}

function tooLarge(maxBytes: number): AppError {
  const limit =
    maxBytes >= 1e6 ? `${Math.round(maxBytes / 1e6)} MB` : `${Math.round(maxBytes / 1e3)} kB`;
  return new AppError("too_large", `The body is larger than ${limit}. Send it in parts.`);
}
