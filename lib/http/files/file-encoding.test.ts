import { expect, test } from "vitest";
import { decodeFile } from "./file-encoding";

const text = "text,expected\nÄrger über „Größe“ – 20 €,return\n";
const utf16be = Buffer.from(text, "utf16le").swap16();
const windows = Buffer.from(
  text
    .replaceAll("„", "\x84")
    .replaceAll("“", "\x93")
    .replaceAll("–", "\x96")
    .replaceAll("€", "\x80"),
  "latin1",
);
const auto = { encoding: "auto", charset: null } as const;

test.each([
  ["UTF-8", Buffer.from(text), "utf-8"],
  ["UTF-8 with its mark", Buffer.from(`\uFEFF${text}`), "utf-8"],
  ["UTF-16 with its mark", Buffer.from(`\uFEFF${text}`, "utf16le"), "utf-16le"],
  ["UTF-16 of a spreadsheet without a mark", Buffer.from(text, "utf16le"), "utf-16le"],
  ["UTF-16, high byte first", utf16be, "utf-16be"],
  ["windows-1252", windows, "windows-1252"],
  ["nothing", Buffer.alloc(0), "utf-8"],
])("%s is detected and no character is lost", (name, bytes, encoding) => {
  expect(decodeFile(bytes, auto)).toEqual({ text: name === "nothing" ? "" : text, encoding });
});

test("the encoding that is chosen wins, and so does the charset of the request", () => {
  const chosen = decodeFile(windows, { encoding: "windows-1252", charset: "utf-8" });
  expect(chosen.text).toBe(text);
  expect(decodeFile(windows, { encoding: "auto", charset: "latin1" }).text).toBe(text);
});

test("an encoding that the bytes contradict is refused, not patched", () => {
  const asUtf8 = () => decodeFile(windows, { encoding: "utf-8", charset: null });
  expect(asUtf8).toThrow("The file is not utf-8 text. Choose another encoding.");
  expect(() => decodeFile(windows, { encoding: "auto", charset: "klingon" })).toThrow("“klingon”");
});
