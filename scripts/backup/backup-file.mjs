import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { UserError } from "../user-error.mjs";

/** What this Galley writes, and the newest it can read. */
export const format = 1;

// A backup is a gzip file of text, so that it can be read without Galley, and a line with the hash of all
// bytes before it. The text is one line of JSON (the manifest), then for each table one line of JSON and its
// rows as COPY writes them, ended by `\.`, then one line of JSON (the summary).
const trailer = (hash) => Buffer.from(`galley-backup-sha256 ${hash}\n`);
const trailerBytes = trailer("0".repeat(64)).length;
const gzipMagic = Buffer.from([0x1f, 0x8b]);
const endOfRows = Buffer.from("\\.\n");
const newline = 0x0a;

/**
 * Writes a backup under a temporary name, which becomes `file` when all of it is on the disk.
 * @param {{ file: string, text: AsyncIterable<Buffer>, signal?: AbortSignal }} options
 * @returns {Promise<number>} its size in bytes
 */
export async function writeBackupFile({ file, text, signal }) {
  refuseToOverwrite(file);
  const partial = `${file}.${process.pid}.partial`;
  const hash = createHash("sha256");
  let bytes = 0;
  async function* withTrailer(chunks) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
    bytes += trailerBytes;
    yield trailer(hash.digest("hex"));
  }
  const output = createWriteStream(partial, { flags: "wx", mode: 0o600, flush: true });
  try {
    await pipeline(text, createGzip(), withTrailer, output, { signal });
    refuseToOverwrite(file);
    renameSync(partial, file);
    return bytes;
  } catch (error) {
    // It may still be opening, and would be there after it was removed.
    if (!output.closed) await new Promise((resolve) => output.once("close", resolve));
    rmSync(partial, { force: true });
    throw signal?.aborted ? signal.reason : explainWriting(error, file);
  }
}

function refuseToOverwrite(file) {
  if (!existsSync(file)) return;
  throw new UserError(`${file} exists already and is not overwritten. Choose another name.`);
}

function explainWriting(error, file) {
  const reasons = {
    ENOENT: "its folder does not exist",
    EACCES: "this user may not write there",
    EROFS: "the disk is read-only",
    ENOSPC: "the disk is full",
  };
  const reason = reasons[error?.code];
  return reason ? new UserError(`${file} cannot be written: ${reason}.`) : error;
}

/** Throws unless the file is a whole backup, as it was written. */
export async function checkBackupFile(file) {
  const size = await sizeOf(file);
  const body = size - trailerBytes;
  const notOne = new UserError(`${file} is not a backup of Galley.`);
  const isCut = new UserError(
    `${file} is not complete: its end is missing. Nothing was restored; use another copy.`,
  );
  const hash = createHash("sha256");
  let isFirst = true;
  for await (const chunk of createReadStream(file, { end: Math.max(body - 1, 0) })) {
    if (isFirst && !chunk.subarray(0, 2).equals(gzipMagic)) throw notOne;
    isFirst = false;
    hash.update(chunk);
  }
  if (isFirst) throw notOne;
  if (body <= 0) throw isCut;
  const end = [];
  for await (const chunk of createReadStream(file, { start: body })) end.push(chunk);
  const last = Buffer.concat(end);
  if (last.equals(trailer(hash.digest("hex")))) return;
  if (!last.toString("latin1").startsWith("galley-backup-sha256 ")) throw isCut;
  throw new UserError(
    `${file} was altered or damaged after it had been written: its hash is another one. Nothing was restored; use another copy.`,
  );
}

async function sizeOf(file) {
  try {
    const handle = await open(file);
    try {
      return (await handle.stat()).size;
    } finally {
      await handle.close();
    }
  } catch (error) {
    const reason = error.code === "ENOENT" ? "there is no such file" : error.message;
    throw new UserError(`${file} cannot be read: ${reason}.`);
  }
}

/**
 * Reads the text of a backup piece by piece: a line of JSON, or the rows of a table.
 * @param {string} file one that `checkBackupFile` has accepted
 * @param {(fraction: number) => void} [onProgress]
 */
export async function openBackupFile(file, onProgress = () => {}) {
  const body = (await sizeOf(file)) - trailerBytes;
  const input = createReadStream(file, { end: body - 1 });
  input.on("data", () => onProgress(input.bytesRead / body));
  const gunzip = createGunzip();
  input.once("error", (error) => gunzip.destroy(error));
  const chunks = input.pipe(gunzip)[Symbol.asyncIterator]();
  let buffer = Buffer.alloc(0);

  async function readMore() {
    const { value, done } = await chunks.next();
    if (done) throw new UserError(`${file} ends in the middle of a table.`);
    buffer = buffer.length === 0 ? value : Buffer.concat([buffer, value]);
  }

  return {
    async readLine() {
      const parts = [];
      for (;;) {
        const end = buffer.indexOf(newline);
        if (end >= 0) {
          parts.push(buffer.subarray(0, end));
          buffer = buffer.subarray(end + 1);
          return JSON.parse(Buffer.concat(parts).toString("utf8"));
        }
        parts.push(buffer);
        buffer = Buffer.alloc(0);
        await readMore();
      }
    },

    /** A row is never `\.` alone, because COPY doubles every backslash of a value. */
    async *loadRows() {
      let isFirst = true;
      for (;;) {
        if (isFirst && buffer.subarray(0, endOfRows.length).equals(endOfRows)) {
          buffer = buffer.subarray(endOfRows.length);
          return;
        }
        const end = buffer.indexOf("\n\\.\n");
        if (end >= 0) {
          const rows = buffer.subarray(0, end + 1);
          buffer = buffer.subarray(end + 1 + endOfRows.length);
          yield rows;
          return;
        }
        // The end may lie across two pieces.
        const ready = buffer.length - endOfRows.length;
        if (ready > 0) {
          const rows = buffer.subarray(0, ready);
          buffer = buffer.subarray(ready);
          isFirst = false;
          yield rows;
        }
        await readMore();
      }
    },

    close() {
      input.destroy();
      gunzip.destroy();
    },
  };
}

export const jsonLine = (value) => Buffer.from(`${JSON.stringify(value)}\n`);
export { endOfRows };
