import "server-only";
import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import { formatCount } from "@/lib/format-number";
import { AppError, invalid } from "@/lib/http/app-error";
import { takeTurns } from "@/lib/http/body/turns";

const inflate = promisify(inflateRaw);

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const FILE = 0x04034b50;
const END_BYTES = 22;
const MAX_COMMENT = 65_535;
const MAX_ENTRIES = 2_000;
/** Of one file and of all together, unpacked. */
const MAX_FILE = 50_000_000;
const MAX_ALL = 80_000_000;

/** What a configuration can name and we can read as text. */
const TEXT = /\.(?:ya?ml|json|jsonl|ndjson|csv|tsv|txt|md|js|cjs|mjs|ts|py|rb|j2|html|xml|sql)$/i;

/**
 * The text files of a zip archive, by their paths. Sizes are checked against what is really unpacked, never against
 * what the archive says; names that leave the archive are refused.
 */
export async function parseZip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const turn = takeTurns();
  let total = 0;
  for (const entry of listEntries(bytes)) {
    await turn();
    if (!isWanted(entry.name)) continue;
    const path = safePath(entry.name);
    const content = await unpack(bytes, entry);
    total += content.length;
    if (total > MAX_ALL) throw tooLarge(`${MAX_ALL / 1e6} MB`);
    files.set(path, content);
  }
  return files;
}

interface Entry {
  name: string;
  method: number;
  isEncrypted: boolean;
  packed: number;
  offset: number;
}

function listEntries(bytes: Buffer): Entry[] {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw tooLarge(`${formatCount(MAX_ENTRIES)} files`);
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) throw broken();
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString("utf8", at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      packed: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(bytes: Buffer): number {
  const least = Math.max(0, bytes.length - END_BYTES - MAX_COMMENT);
  for (let at = bytes.length - END_BYTES; at >= least; at -= 1) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  throw broken();
}

async function unpack(bytes: Buffer, entry: Entry): Promise<Buffer> {
  const { name, offset, packed, method } = entry;
  if (entry.isEncrypted)
    throw invalid("body", `${name} is encrypted. Upload it without a password.`);
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== FILE) throw broken();
  const from = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (from + packed > bytes.length) throw broken();
  const content = bytes.subarray(from, from + packed);
  if (method === 0) return content;
  if (method !== 8) throw invalid("body", `${name} is compressed in a way that is not supported.`);
  try {
    return await inflate(content, { maxOutputLength: MAX_FILE });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") {
      throw tooLarge(`${MAX_FILE / 1e6} MB in ${name}`);
    }
    throw broken();
  }
}

const isWanted = (name: string): boolean =>
  TEXT.test(name) && !/(?:^|\/)(?:node_modules|__MACOSX|\.git)\//.test(name);

function safePath(name: string): string {
  const path = name.replaceAll("\\", "/").replace(/^\.\//, "");
  if (path.startsWith("/") || /^[a-z]:/i.test(path) || path.split("/").includes("..")) {
    throw invalid("body", `The archive names a file outside of itself: ${path.slice(0, 200)}.`);
  }
  return path;
}

const broken = (): AppError => invalid("body", "The file is not a complete zip archive.");

const tooLarge = (what: string): AppError =>
  new AppError(
    "too_large",
    `The archive holds more than ${what}. Upload what the configuration names.`,
  );
