import { expect, test } from "vitest";
import { failuresOfPlaywright, failuresOfVitest } from "./failures.mjs";

test("a failed test is named with its file and the first line of its message", () => {
  const report = {
    testResults: [
      {
        name: "lib/a.test.ts",
        status: "failed",
        assertionResults: [
          { fullName: "adds", status: "failed", failureMessages: ["\u001b[31mno\u001b[0m\n at x"] },
          { fullName: "subtracts", status: "passed" },
        ],
      },
      { name: "lib/b.test.ts", status: "failed", message: "cannot load", assertionResults: [] },
    ],
  };
  expect(failuresOfVitest(report)).toEqual([
    { test: "lib/a.test.ts › adds", message: "no" },
    { test: "lib/b.test.ts", message: "cannot load" },
  ]);
});

test("a browser test that passed on its second try is named apart from one that failed", () => {
  const spec = (title, status) => ({
    file: "a.spec.ts",
    line: 3,
    title,
    tests: [{ status, results: [{ error: { message: `${title} broke` } }] }],
  });
  const report = {
    suites: [{ specs: [spec("one", "flaky")], suites: [{ specs: [spec("two", "unexpected")] }] }],
  };
  expect(failuresOfPlaywright(report)).toEqual({
    flaky: [{ test: "a.spec.ts:3 › one", message: "one broke" }],
    failures: [{ test: "a.spec.ts:3 › two", message: "two broke" }],
  });
});

test("no report has no failures", () => {
  expect(failuresOfVitest(null)).toEqual([]);
  expect(failuresOfPlaywright(null)).toEqual({ failures: [], flaky: [] });
});

test("what failed outside the tests is told in full", () => {
  const report = {
    errors: [{ message: "\u001b[31mThe demo project failed.\nError: twice\u001b[0m" }],
  };
  expect(failuresOfPlaywright(report).failures).toEqual([
    { test: "outside the tests", message: "The demo project failed.\nError: twice" },
  ]);
});
