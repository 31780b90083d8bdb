import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  checkBackupFile,
  endOfRows,
  jsonLine,
  openBackupFile,
  writeBackupFile,
} from "./backup-file.mjs";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "galley-backup-"));
  file = join(folder, "one.galley");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function write(...tables) {
  async function* text() {
    yield jsonLine({ format: 1 });
    for (const chunks of tables) {
      yield* chunks.map((chunk) => Buffer.from(chunk));
      yield endOfRows;
    }
    yield jsonLine({ rows: {} });
  }
  return writeBackupFile({ file, text: text() });
}

async function readAll(tables) {
  const backup = await openBackupFile(file);
  expect(await backup.readLine()).toEqual({ format: 1 });
  const texts = [];
  for (let index = 0; index < tables; index += 1) {
    const chunks = [];
    for await (const chunk of backup.loadRows()) chunks.push(chunk);
    texts.push(Buffer.concat(chunks).toString());
  }
  expect(await backup.readLine()).toEqual({ rows: {} });
  backup.close();
  return texts;
}

test("rows come back as they were, wherever they were cut and whatever they hold", async () => {
  const row = fc
    .array(fc.constantFrom("a", "\t", "\\\\", "\\N", ".", "\\\\.", "é", "🙂"), { maxLength: 6 })
    .map((parts) => `${parts.join("")}\n`)
    .filter((text) => text !== "\\.\n");
  const table = fc.array(row, { maxLength: 8 }).map((rows) => rows.join(""));
  await fc.assert(
    fc.asyncProperty(fc.array(table, { maxLength: 4 }), fc.nat(7), async (tables, size) => {
      rmSync(file, { force: true });
      const cut = (text) =>
        size === 0 ? [text] : (text.match(new RegExp(`.{1,${size}}`, "gsu")) ?? []);
      await write(...tables.map(cut));
      await checkBackupFile(file);
      expect(await readAll(tables.length)).toEqual(tables);
    }),
    { numRuns: 60 },
  );
});

test("a backup can be read with gzip alone, and only by its owner", async () => {
  await write(["1\tone\n"]);
  const body = readFileSync(file).subarray(0, -(statSync(file).size - findTrailer()));
  expect(gunzipSync(body).toString()).toBe('{"format":1}\n1\tone\n\\.\n{"rows":{}}\n');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

const findTrailer = () => readFileSync(file).indexOf("galley-backup-sha256 ");

test("a file that is cut anywhere is refused", async () => {
  await write(["1\tone\n"]);
  const { size } = statSync(file);
  for (let length = 0; length < size; length += 1) {
    writeFileSync(join(folder, "cut"), readFileSync(file).subarray(0, length));
    await expect(checkBackupFile(join(folder, "cut"))).rejects.toThrow(
      /not complete|not a backup|altered/,
    );
  }
});

test("a file with one altered byte is refused, whichever it is", async () => {
  await write(["1\tone\n"]);
  const bytes = readFileSync(file);
  for (let index = 0; index < bytes.length; index += 1) {
    const altered = Buffer.from(bytes);
    altered[index] ^= 1;
    writeFileSync(join(folder, "altered"), altered);
    await expect(checkBackupFile(join(folder, "altered"))).rejects.toThrow(
      /altered or damaged|not complete|not a backup/,
    );
  }
});

test("a file that lost its end says so, and so does one that never was a backup", async () => {
  await write(["1\tone\n".repeat(10_000)]);
  truncateSync(file, statSync(file).size - 10);
  await expect(checkBackupFile(file)).rejects.toThrow("its end is missing");
  writeFileSync(file, "create table x;");
  await expect(checkBackupFile(file)).rejects.toThrow("is not a backup of Galley");
  await expect(checkBackupFile(join(folder, "none"))).rejects.toThrow("there is no such file");
});

test("a file that exists is not overwritten", async () => {
  writeFileSync(file, "mine");
  await expect(write([])).rejects.toThrow("exists already");
  expect(readFileSync(file, "utf8")).toBe("mine");
});

test("a backup that fails on the way leaves nothing behind", async () => {
  async function* text() {
    yield jsonLine({ format: 1 });
    throw new Error("the database went away");
  }
  await expect(writeBackupFile({ file, text: text() })).rejects.toThrow("the database went away");
  expect(readdirSync(folder)).toEqual([]);
});

test("a folder that is not there is told as such", async () => {
  const inNone = join(folder, "none", "one.galley");
  await expect(writeBackupFile({ file: inNone, text: [] })).rejects.toThrow("does not exist");
});
