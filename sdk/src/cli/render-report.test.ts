import { describe, expect, test } from "vitest";
import type { Comparison } from "../../../lib/runs/compare/comparison-contract";
import { gateOf, reportOf, resultOf, runOf } from "../testing/cli-answers";
import { createProgress, describeProgress } from "./progress";
import { renderJunit } from "./render-junit";
import { renderMarkdown } from "./render-markdown";
import { renderTable } from "./render-table";
import type { Report } from "./report";

const NASTY = 'a <b> & "c" | d\n::error::e\u0007 @team `x`';
const failed = resultOf("case-1", {
  outcome: "failed",
  scores: [{ scorer: "equals", passed: false, reason: NASTY }],
  output: NASTY,
});
const errored = resultOf("case-2", {
  outcome: "errored",
  error: { reason: "timeout", message: "No answer within 60 s." },
  output: null,
});
const withResults = (results: Report["runs"][number]["results"], run = runOf()) =>
  reportOf({
    decision: { verdict: "fail", by: "cases", reasons: ["One failed."] },
    runs: [{ run, url: "https://galley.test/acme/runs/12", results }],
  });

const comparison = {
  baseline: { version: 3, number: 11 },
  newlyFailing: [{ caseId: "case-7" }],
  newlyPassing: [],
  counts: { newlyFailing: 1, newlyPassing: 0, stillFailing: null },
  passRateDifference: { value: -0.05, low: -0.11, high: 0.01, n: 20 },
  n: 20,
  verdict: "inconclusive",
  verdictReason: "20 shared cases cannot tell.",
  warnings: [{ code: "other_model", message: "The runs asked different models." }],
} as unknown as Comparison;

describe("the table", () => {
  test("has figures with their interval, segments, gates, the baseline and the verdict last", () => {
    const bySegment = [
      { segment: "Pro", passRate: { value: 0.9, low: 0.6, high: 0.98, n: 10 }, withheld: false },
      { segment: "Few", passRate: null, withheld: true },
    ];
    const text = renderTable(
      reportOf({
        runs: [{ run: runOf({ bySegment }), url: "https://galley.test/acme/runs/12", results: [] }],
        gates: [gateOf(), gateOf({ verdict: "not_measured", value: null, why: "No run." })],
        comparison,
        notes: ["Something to know."],
      }),
    );
    for (const line of [
      /Run 12 of version 4 on triage-main {2}https:\/\/galley.test\/acme\/runs\/12/,
      /Pass rate +100.0 % \(84.0–100.0, n = 20\)/,
      /Latency +p50 900 ms, p95 1,400 ms/,
      /Cost +\$0.08, per success \$0.004/,
      /Tokens +18,000 in, 600 out/,
      /Pro +90.0 % \(60.0–98.0, n = 10\)/,
      /Few +withheld/,
      /pass +Category is right +95.0 % +≥ 90 % +120/,
      /not measured +Category is right .* No run\./,
      /Against version 3 \(run 11\)/,
      /Difference +−5.0 points \(−11.0 to \+1.0, n = 20\)/,
      /Newly failing +1: case-7/,
      /Still failing +unknown/,
      /The runs asked different models/,
      /Something to know/,
    ]) {
      expect(text).toMatch(line);
    }
    expect(text.trim().split("\n").at(-1)).toBe("PASS: Every case passed.");
  });

  test("keeps what a model said on one line that neither a terminal nor a CI obeys", () => {
    const text = renderTable(withResults([failed, errored]));
    expect(text).toMatch(/failed +case-1 +equals: a <b> & "c" \| d ::error::e @team/);
    expect(text).toMatch(/errored +case-2 +No answer within 60 s\./);
    expect(text).not.toContain("\u0007");
    expect(text).not.toMatch(/^\s*::/m);
  });
});

test("Markdown links the run, and what cases say cannot be markup or mention anybody", () => {
  const text = renderMarkdown(withResults([failed]));
  expect(text).toMatch(/^## ❌ support\/triage version 4: fail/);
  expect(text).toContain(
    "### [Run 12 of version 4 on triage-main](https://galley.test/acme/runs/12)",
  );
  expect(text).toContain(
    '| failed | case-1 | equals: a &lt;b> &amp; "c" \\| d ::error::e @\u200bteam \\`x\\` |',
  );
});

describe("JUnit", () => {
  test("has one test for a case, however often it was asked, with reasons and answers", () => {
    const again = [
      resultOf("case-3"),
      resultOf("case-3"),
      resultOf("case-3", { outcome: "failed" }),
    ];
    const xml = renderJunit(withResults([failed, errored, ...again]));
    expect(xml.match(/<testcase /g)).toHaveLength(1 + 3);
    expect(xml).toContain('tests="3" failures="1" errors="1"');
    expect(xml).toMatch(
      /name="case-1" time="1.000"><failure message="equals: a &lt;b&gt; &amp; &quot;c&quot; \| d">/,
    );
    expect(xml).toMatch(/name="case-2"[^>]*><error message="No answer within 60 s.">/);
    expect(xml).toMatch(/name="case-3" time="3.000"\/>/);
    expect(xml).not.toContain("\u0007");
    expect(xml).not.toMatch(/[\ud800-\udfff](?![\udc00-\udfff])/);
  });

  test("says what gates and the verdict are; a should and an undecided case are told apart", () => {
    const xml = renderJunit(
      reportOf({
        decision: { verdict: "inconclusive", by: "gates", reasons: ["Cannot tell."] },
        gates: [
          gateOf({ criterion: "a", verdict: "inconclusive", why: "Too few." }),
          gateOf({ criterion: "b", verdict: "fail", level: "should" }),
        ],
      }),
    );
    expect(xml).toMatch(/name="verdict" time="0.000"><error message="Cannot tell.">/);
    expect(xml).toMatch(/name="gate a" time="0.000"><error message="Too few.">/);
    expect(xml).toMatch(/name="gate b" time="0.000"\/>/);
  });

  test("of a holdout holds figures and no case, whatever was loaded", () => {
    const counts = { passed: 19, failed: 1, errored: 0 };
    const xml = renderJunit(withResults([failed], runOf({ split: "holdout", counts })));
    expect(xml).toMatch(
      /name="all holdout cases"[^>]*><failure message="19 passed, 1 failed, 0 errored">/,
    );
    expect(xml).not.toContain("case-1");
  });
});

describe("progress", () => {
  const running = runOf({
    id: "r",
    status: "running",
    progress: { total: 1_200, done: 40 },
    counts: { passed: 38, failed: 2, errored: 0 },
  });

  test("is one line for a run", () => {
    expect(describeProgress(running)).toBe(
      "Run 12 of version 4 on triage-main: 40 of 1,200 answers, 2 failed, 0 errored",
    );
    expect(describeProgress(runOf({ status: "queued" }))).toMatch(/: queued$/);
  });

  test("is rewritten on a terminal, and rare in a log", () => {
    const lines: string[] = [];
    const write = (text: string) => lines.push(text);
    const log = createProgress({ write });
    for (const now of [0, 5_000, 10_000, 12_000]) log.show(running, now);
    log.show(runOf({ id: "r" }), 12_001);
    log.end();
    expect(lines).toHaveLength(3);
    expect(lines.every((line) => line.endsWith("\n"))).toBe(true);
    lines.length = 0;
    const terminal = createProgress({ write, isTTY: true });
    terminal.show(running, 0);
    terminal.show(running, 1);
    terminal.end();
    expect(lines.map((line) => line.slice(0, 4))).toEqual(["\r\x1b[K", "\r\x1b[K", "\r\x1b[K"]);
  });
});
