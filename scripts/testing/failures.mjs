import { stripVTControlCharacters } from "node:util";
import { specsIn } from "./specs-in.mjs";

const MOST_OUTSIDE = 4_000;

/** @typedef {{ test: string, message: string }} Failure */

/**
 * The failed tests in the JSON report of vitest, and the files that could not be loaded.
 * @returns {Failure[]}
 */
export function failuresOfVitest(report) {
  return (report?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((assertion) => assertion.status === "failed");
    if (status === "failed" && failed.length === 0) {
      return [{ test: name, message: firstLine(message) }];
    }
    return failed.map(({ fullName, failureMessages }) => ({
      test: `${name} › ${fullName}`,
      message: firstLine(failureMessages?.[0]),
    }));
  });
}

/**
 * What failed in a Playwright report, errors outside tests too (such as a start of the product that failed),
 * and the tests that passed on a second try.
 * @returns {{ failures: Failure[], flaky: Failure[] }}
 */
export function failuresOfPlaywright(report) {
  const rows = specsIn(report?.suites ?? []).flatMap(({ file, line, title, tests }) =>
    tests.map(({ status, results }) => ({
      status,
      test: `${file}:${line} › ${title}`,
      message: firstLine(results.find(({ error }) => error)?.error?.message),
    })),
  );
  const ofStatus = (word) =>
    rows.filter(({ status }) => status === word).map(({ test, message }) => ({ test, message }));
  const outside = (report?.errors ?? []).map(({ message }) => ({
    test: "outside the tests",
    message: stripVTControlCharacters(message ?? "").slice(0, MOST_OUTSIDE),
  }));
  return { failures: [...outside, ...ofStatus("unexpected")], flaky: ofStatus("flaky") };
}

function firstLine(text = "") {
  return stripVTControlCharacters(text).split("\n", 1)[0].slice(0, 300);
}
