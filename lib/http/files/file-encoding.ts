import "server-only";
import { isUtf8 } from "node:buffer";
import { AppError, invalid } from "@/lib/http/app-error";
import { ENCODINGS, type Encoding } from "./encodings";

const SAMPLE = 4_000;
/** Of the bytes at even or odd places, in text of Latin letters as UTF-16. */
const ZERO_SHARE = 0.3;

/**
 * The text of a file. Without a wish: what its byte order mark says, else UTF-8 if it is valid, else UTF-16 by its
 * zero bytes, else windows-1252, in which every byte is a character. A wish that the bytes contradict is refused,
 * so that no character is ever replaced.
 */
export function decodeFile(
  bytes: Uint8Array,
  { encoding, charset }: { encoding: Encoding | "auto"; charset: string | null },
): { text: string; encoding: Encoding } {
  const named = encoding === "auto" ? encodingNamed(charset) : encoding;
  const used = named ?? detectEncoding(bytes);
  try {
    const text =
      used === "windows-1252"
        ? decodeWindows(bytes)
        : new TextDecoder(used, { fatal: true }).decode(bytes);
    return { text, encoding: used };
  } catch {
    throw invalid("encoding", `The file is not ${used} text. Choose another encoding.`);
  }
}

export function detectEncoding(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const sample = bytes.subarray(0, SAMPLE);
  const zeros = { even: 0, odd: 0 };
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) zeros[index % 2 === 0 ? "even" : "odd"] += 1;
  }
  const enough = (sample.length / 2) * ZERO_SHARE;
  if (zeros.odd > enough && zeros.even < enough) return "utf-16le";
  if (zeros.even > enough && zeros.odd < enough) return "utf-16be";
  return isUtf8(bytes) ? "utf-8" : "windows-1252";
}

/** What windows-1252 has at 0x80 to 0x9F, where Latin-1 has control characters. Node's own decoder reads it as Latin-1. */
const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

function decodeWindows(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return text.replace(/[\x80-\x9F]/g, (sign) => WINDOWS[sign.charCodeAt(0) - 0x80] ?? sign);
}

/** By any of its names: `latin1`, `cp1252`, `utf8` … */
function encodingNamed(charset: string | null): Encoding | null {
  if (!charset) return null;
  const encoding = ENCODINGS.find((one) => one === labelOf(charset));
  if (encoding) return encoding;
  throw new AppError(
    "unsupported_media_type",
    `The charset “${charset.slice(0, 40)}” cannot be read. Use ${ENCODINGS.join(", ")}.`,
  );
}

function labelOf(charset: string): string | null {
  try {
    return new TextDecoder(charset).encoding;
  } catch {
    return null;
  }
}
