import { expect, test } from "vitest";
import { matchPath } from "./match-path";

test("a bracketed segment takes what stands in its place", () => {
  expect(matchPath("/api/[project]/runs/[run]", "/api/acme/runs/7")).toEqual({
    project: "acme",
    run: "7",
  });
});

test("a name with a slash arrives encoded and is decoded", () => {
  expect(matchPath("/prompts/[name]", "/prompts/support%2Ftriage")).toEqual({
    name: "support/triage",
  });
});

test("a last [...rest] takes every segment that is left, and at least one", () => {
  expect(matchPath("/p/[...name]", "/p/support/triage")).toEqual({ name: ["support", "triage"] });
  expect(matchPath("/p/[...name]", "/p")).toBeNull();
});

test.each([
  ["/api/health", "/api/healthy"],
  ["/api/health", "/api/health/x"],
  ["/api/[name]", "/api/"],
  ["/api/[name]/x", "/api/y"],
])("%s does not match %s", (pattern, path) => {
  expect(matchPath(pattern, path)).toBeNull();
});

test("a segment that is not valid percent-encoding is taken as it stands", () => {
  expect(matchPath("/p/[name]", "/p/50%")).toEqual({ name: "50%" });
});
