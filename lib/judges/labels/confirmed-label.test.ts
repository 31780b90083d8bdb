import { expect, test } from "vitest";
import { isConfirmed, type LabelOrigin } from "./confirmed-label";

const authors = new Set(["ines"]);
const imported: LabelOrigin = { labellerId: null, importedBy: "Ines", importedById: "ines" };

test.each<[string, Partial<LabelOrigin>, boolean]>([
  ["an author under a name that the file gives", {}, false],
  ["an author as a member’s", { labellerId: "jonas" }, false],
  ["an author as their own", { labellerId: "ines" }, true],
  ["somebody else", { importedBy: "Jonas", importedById: "jonas" }, true],
  ["an admin or the operator", { importedById: null }, true],
])("what was imported by %s counts: %o %s", (_, more, counts) => {
  expect(isConfirmed({ ...imported, ...more }, authors)).toBe(counts);
});

test("what an author labelled here counts", () => {
  const given = { labellerId: "ines", importedBy: null, importedById: null };
  expect(isConfirmed(given, authors)).toBe(true);
});
