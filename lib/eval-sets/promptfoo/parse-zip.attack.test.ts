import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { parseZip } from "@/lib/http/files/parse-zip";
import { writeZip } from "@/lib/http/files/write-zip";
import { findConfig, parseUpload } from "./parse-upload";

const bytes = (text: string) => new TextEncoder().encode(text);
const zip = (files: Record<string, string>) =>
  Buffer.from(
    writeZip(Object.entries(files).map(([path, text]) => ({ path, bytes: bytes(text) }))),
  );

/** The one entry of an archive with its content deflated; `from` is that of `writeZip`. */
function deflated(path: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content, { level: 9 });
  const archive = Buffer.from(writeZip([{ path, bytes: packed }]));
  archive.writeUInt16LE(8, 8);
  archive.writeUInt16LE(8, 30 + path.length + packed.length + 10);
  return archive;
}

test("the files of a folder come back by their paths", async () => {
  const files = await parseZip(
    zip({ "a/ü.txt": "ä", "b.yaml": "x: 1", "image.png": "no", "node_modules/x.js": "no" }),
  );
  expect([...files].map(([path, content]) => [path, content.toString()])).toEqual([
    ["a/ü.txt", "ä"],
    ["b.yaml", "x: 1"],
  ]);
});

test("compressed files are unpacked", async () => {
  const files = await parseZip(deflated("a.txt", Buffer.from("hello hello hello")));
  expect(files.get("a.txt")?.toString()).toBe("hello hello hello");
});

test("a file that unpacks to more than 50 MB is refused, whatever the archive says", async () => {
  await expect(parseZip(deflated("a.txt", Buffer.alloc(60_000_000)))).rejects.toThrow(
    /more than 50 MB/,
  );
});

test.each(["../a.txt", "a/../../b.txt", "/etc/passwd.txt", "C:/a.txt", "..\\a.txt"])(
  "the name %s is refused",
  async (path) => {
    await expect(parseZip(zip({ [path]: "x" }))).rejects.toThrow(/outside of itself/);
  },
);

test("more than 2,000 files are refused", async () => {
  const many = Object.fromEntries(Array.from({ length: 2_001 }, (_, n) => [`${n}.txt`, ""]));
  await expect(parseZip(zip(many))).rejects.toThrow(/more than 2,000 files/);
});

test("no cut or changed archive does more than refuse", async () => {
  const whole = deflated("a.txt", Buffer.from("hello"));
  for (let at = 0; at < whole.length; at += 1) {
    const changed = Buffer.from(whole);
    changed.writeUInt8((changed.readUInt8(at) + 119) % 256, at);
    for (const broken of [whole.subarray(0, at), changed]) {
      const result = await parseZip(broken).catch((error: Error) => error);
      if (result instanceof Error) expect(result.name, String(result)).toBe("AppError");
    }
  }
});

test("the configuration is the one nearest to the top, or the one that is named", async () => {
  expect(findConfig(["x/y/promptfooconfig.yaml", "x/promptfooconfig.yml", "a.csv"])).toBe(
    "x/promptfooconfig.yml",
  );
  expect(findConfig(["tests/a.yaml", "evals.yaml"])).toBe("evals.yaml");
  expect(() => findConfig(["a.yaml", "b.yaml"])).toThrow(/several YAML files/);
  expect(() => findConfig(["a.csv"])).toThrow(/no promptfooconfig/);
  await expect(parseUpload(zip({ "a.yaml": "" }), "b.yaml")).rejects.toThrow(/no file b.yaml/);
});
