import { expect, test } from "vitest";
import { etagOf, namesEtag } from "./etag";

const etag = etagOf("a body");

test("the same body has the same ETag, another one another", () => {
  expect(etagOf("a body")).toBe(etag);
  expect(etagOf("a body.")).not.toBe(etag);
});

test.each([etag, `W/${etag}`, `"other", ${etag}`, "*"])("%s names it", (header) => {
  expect(namesEtag(header, etag)).toBe(true);
});

test.each(['"other"', "", etag.slice(1, -1)])("%s does not name it", (header) => {
  expect(namesEtag(header, etag)).toBe(false);
});
