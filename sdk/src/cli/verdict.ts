import { formatRate, formatRateWithInterval } from "../../../lib/format-number";
import type { Comparison } from "../../../lib/runs/compare/comparison-contract";
import type { Run } from "../../../lib/runs/contract";
import { closedGates } from "../../../lib/specs/gates/closed-gates";
import type { Gate } from "../../../lib/specs/gates/gate-contract";
import { type GateVerdict, intervalVerdict } from "../../../lib/stats/verdicts/interval-verdict";

export type Verdict = GateVerdict;

export interface Decision {
  verdict: Verdict;
  /** `runs`: one did not come to its end, so nothing else was asked. */
  by: "runs" | "gates" | "baseline" | "pass rate" | "cases";
  /** What a pass rests on, or everything that stands in its way. */
  reasons: string[];
}

export const EXIT_CODES: Record<Verdict, number> = { pass: 0, fail: 1, inconclusive: 2 };

export interface Evidence {
  runs: readonly Run[];
  /** Those that count here. */
  gates: readonly Gate[];
  comparison: Comparison | null;
  minPassRate: number | undefined;
}

/**
 * Gates decide where there are some, else the comparison with the baseline, else whether every case passed. A bar
 * for the pass rate holds beside gates and baseline; with neither it decides alone.
 */
export function decideVerdict({ runs, gates, comparison, minPassRate }: Evidence): Decision {
  const unfinished = runs.filter(({ status }) => status !== "completed");
  if (unfinished.length > 0) return decide("inconclusive", "runs", ...unfinished.map(describeEnd));
  const decisions =
    gates.length > 0 ? [decideByGates(gates)] : comparison ? [decideByBaseline(comparison)] : [];
  if (minPassRate !== undefined)
    decisions.push(...runs.map((run) => decideByBar(run, minPassRate)));
  return worst(decisions.length > 0 ? decisions : runs.map(decideByCases));
}

const decide = (verdict: Verdict, by: Decision["by"], ...reasons: string[]): Decision => ({
  verdict,
  by,
  reasons,
});

const describeEnd = ({ number, status, statusReason }: Run): string =>
  `Run ${number} is ${status}. ${statusReason ?? ""}`.trim();

function worst(decisions: readonly Decision[]): Decision {
  const order: readonly Verdict[] = ["fail", "inconclusive", "pass"];
  const verdict = order.find((one) => decisions.some((each) => each.verdict === one));
  const [first, ...others] = decisions.filter((each) => each.verdict === verdict);
  if (!first) return decide("inconclusive", "runs", "Nothing was run.");
  return { ...first, reasons: [first, ...others].flatMap(({ reasons }) => reasons) };
}

function decideByGates(gates: readonly Gate[]): Decision {
  const closed = closedGates(gates);
  if (closed.length === 0) return decide("pass", "gates", "No gate is closed.");
  const failed = closed.filter(({ verdict }) => verdict === "fail");
  const decisive = failed.length > 0 ? failed : closed;
  return decide(
    failed.length > 0 ? "fail" : "inconclusive",
    "gates",
    ...decisive.map(({ statement, verdict, why }) => `${statement}: ${why ?? verdict}`),
  );
}

const decideByBaseline = ({ verdict, verdictReason }: Comparison): Decision =>
  decide(verdict === "not_measured" ? "inconclusive" : verdict, "baseline", verdictReason);

function decideByBar({ passRate, counts, withheld, inconclusive }: Run, bar: number): Decision {
  const { passed, failed, errored } = counts;
  const unknown = withheld ?? inconclusive;
  if (unknown !== null || !passRate || passed === null || failed === null || errored === null) {
    return decide("inconclusive", "pass rate", unknown ?? "There is no pass rate.");
  }
  const verdict = intervalVerdict(passRate, bar);
  const sentence = `The pass rate is ${formatRateWithInterval(passRate)}, the bar ${formatRate(bar)}.`;
  // An error is no pass: it must not be what lifts a rate over its bar.
  if (verdict === "pass" && errored > 0 && passed / (passed + failed + errored) < bar) {
    return decide("inconclusive", "pass rate", `${sentence} ${errored} errors could change that.`);
  }
  const more = verdict === "inconclusive" ? " These cases are too few to tell." : "";
  return decide(verdict, "pass rate", sentence + more);
}

function decideByCases({ number, counts, withheld }: Run): Decision {
  const { passed, failed, errored } = counts;
  if (withheld !== null) return decide("inconclusive", "cases", withheld);
  const sentence = `Run ${number}: ${passed} answers passed, ${failed} failed, ${errored} errored.`;
  const verdict = failed ? "fail" : errored || !passed ? "inconclusive" : "pass";
  return decide(verdict, "cases", sentence);
}
