import fc from "fast-check";
import { expect, test } from "vitest";
import { attack } from "@/scripts/testing/attack";
import { parseReturnPath, signInPath } from "./return-path";

test.each([
  ["/northwind-support/prompts", "/northwind-support/prompts"],
  ["/acme/runs?state=failed&q=a%20b", "/acme/runs?state=failed&q=a%20b"],
  ["/acme/prompts/support%2Ftriage", "/acme/prompts/support%2Ftriage"],
  ["/invitations/token-1", "/invitations/token-1"],
  [undefined, "/"],
  [["/a", "/b"], "/"],
  ["acme", "/"],
  ["", "/"],
])("from %j signing in leads to %s", (from, path) => {
  expect(parseReturnPath(from)).toBe(path);
});

test("a deep link survives signing in", () => {
  const deep = "/acme/runs?state=failed&q=a+b";
  const { searchParams } = new URL(signInPath(`${deep}&_rsc=1x2y`), "http://galley.example");
  expect(parseReturnPath(searchParams.get("from"))).toBe(deep);
  expect(signInPath("/")).toBe("/sign-in");
});

/** What a browser at Galley would do with the answer. */
const goesTo = (path: string) => new URL(path, "https://galley.example/sign-in").origin;

attack("nobody", "/sign-in?from= with another site behind slashes, tabs, dots, encodings", () => {
  const tries = [
    "/%09/evil.example/x",
    "/\t/evil.example/x",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\\/evil.example",
    "/%2f/evil.example",
    "/%5cevil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/x/..//evil.example",
    "/x/../\\evil.example",
    "/%2e//evil.example",
    "/%2e%2e//evil.example",
    "\t//evil.example",
    " //evil.example",
    "https://evil.example",
    "https:/evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "//user@evil.example",
    "/\u0000/evil.example",
    "/\u00a0/evil.example",
    "//evil.example\\@galley.example",
    "/\ud800/evil.example",
  ];
  for (const from of tries) {
    for (const once of [from, decodeURIComponent(from.replace(/%(?![0-9a-f]{2})/gi, "%25"))]) {
      expect(goesTo(parseReturnPath(once)), JSON.stringify(once)).toBe("https://galley.example");
    }
  }
  return `${2 * tries.length} stay here`;
});

attack("nobody", "/sign-in?from= with any mixture of what has a meaning in addresses", () => {
  const piece = fc.constantFrom(
    ...["/", "\\", ".", "..", "\t", "\n", "\r", "%09", "%2f", "%5c", "%2e", "@", ":", "?", "#"],
    ...["evil.example", "https:", "javascript:", "\u0000", "\u2028", "\ufeff", " ", "x"],
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.string({ unit: "binary" }),
      (parts, tail) => {
        const path = parseReturnPath(`/${parts.join("")}${tail}`);
        expect(path.startsWith("/")).toBe(true);
        expect(goesTo(path)).toBe("https://galley.example");
        expect(parseReturnPath(path)).toBe(path);
        expect(goesTo(signInPath(path))).toBe("https://galley.example");
      },
    ),
    { numRuns: 5_000 },
  );
  return "5,000 mixtures stay here";
});
