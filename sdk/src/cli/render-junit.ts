import { caseOutcome, countAnswers } from "../../../lib/runs/results/case-outcome";
import type { Result } from "../../../lib/runs/results/result-contract";
import { isClosed } from "../../../lib/specs/gates/closed-gates";
import type { Gate } from "../../../lib/specs/gates/gate-contract";
import { describeFailure, describeRun, isFailure, type Report, type ReportedRun } from "./report";

interface TestCase {
  name: string;
  seconds?: number;
  /** None: passed. */
  kind?: "failure" | "error" | undefined;
  /** Why not; its first line is what lists show. */
  text?: string;
}

/**
 * JUnit XML: a suite for the verdict, which alone says whether the check passed, one for the gates, and one for each
 * run with its cases. Of a holdout run there is one test with the figures of all cases.
 */
export function renderJunit({ prompt, version, decision, gates, runs }: Report): string {
  const kind = kindOf(decision.verdict);
  const suites = [
    renderSuite(`${prompt} version ${version}`, [
      { name: "verdict", kind, text: decision.reasons.join("\n") },
      ...gates.map(testOfGate),
    ]),
    ...runs.map((each) => renderSuite(describeRun(each.run), testsOfRun(each, kind))),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="galley">\n${suites.join("")}</testsuites>\n`;
}

const kindOf = (verdict: string): TestCase["kind"] =>
  verdict === "pass" ? undefined : verdict === "fail" ? "failure" : "error";

const testOfGate = (gate: Gate): TestCase => ({
  name: `gate ${gate.criterion}`,
  kind: isClosed(gate) ? kindOf(gate.verdict) : undefined,
  text: gate.why ?? gate.verdict,
});

function testsOfRun({ run, results }: ReportedRun, kind: TestCase["kind"]): TestCase[] {
  if (run.split === "holdout") {
    const { passed, failed, errored } = run.counts;
    const figures = `${passed} passed, ${failed} failed, ${errored} errored`;
    return [{ name: "all holdout cases", kind, text: run.withheld ?? figures }];
  }
  const cases = new Map<string, Result[]>();
  for (const result of results) {
    cases.set(result.caseId, [...(cases.get(result.caseId) ?? []), result]);
  }
  return [...cases].map(([name, answers]) => testOfCase(name, answers));
}

function testOfCase(name: string, answers: readonly Result[]): TestCase {
  const outcome = caseOutcome(countAnswers(answers));
  return {
    name,
    seconds: answers.reduce((sum, { latencyMs }) => sum + (latencyMs ?? 0), 0) / 1_000,
    kind: outcome === "passed" ? undefined : outcome === "failed" ? "failure" : "error",
    text: answers
      .filter(isFailure)
      .map((each) => `${describeFailure(each)}\nAnswer: ${(each.output ?? "none").slice(0, 1_000)}`)
      .join("\n\n"),
  };
}

function renderSuite(suite: string, tests: readonly TestCase[]): string {
  const count = (word: string) => tests.filter(({ kind }) => kind === word).length;
  const counts = `tests="${tests.length}" failures="${count("failure")}" errors="${count("error")}"`;
  const title = escapeXml(suite);
  const lines = tests.map(({ name, seconds = 0, kind, text = "" }) => {
    const start = `<testcase classname="${title}" name="${escapeXml(name)}" time="${seconds.toFixed(3)}"`;
    const [message = ""] = text.split("\n");
    const problem = `<${kind} message="${escapeXml(message)}">${escapeXml(text)}</${kind}>`;
    return kind ? `${start}>${problem}</testcase>\n` : `${start}/>\n`;
  });
  return `<testsuite name="${title}" ${counts}>\n${lines.join("")}</testsuite>\n`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Without the characters that XML cannot hold: controls, halves of pairs, U+FFFE and U+FFFF. */
const escapeXml = (text: string): string =>
  text
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu, "\ufffd")
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
