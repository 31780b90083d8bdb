import {
  formatInterval,
  formatMs,
  formatMsDifferenceValue,
  formatNumber,
  formatPoints,
  formatRate,
  formatUsd,
} from "@/lib/format-number";
import type { ReleaseApproval } from "@/lib/reviews/evidence/release-evidence-contract";
import type { Gate } from "@/lib/specs/gates/gate-contract";

const VERDICT = {
  pass: "pass",
  fail: "fail",
  inconclusive: "inconclusive",
  not_measured: "not measured",
} as const;

/** One gate as a release was decided on, for a note: verdict, figure, where it comes from, who waived it. */
export function gateSentence(gate: Gate): string {
  const { verdict, statement, level, n, runNumber, waived } = gate;
  const facts = [
    figureOf(gate),
    gate.value !== null && `n = ${n}`,
    runNumber && `run ${runNumber}`,
    gate.segment && `segment ${gate.segment}`,
    level === "should" && "a should",
  ].filter(Boolean);
  const details = facts.length > 0 ? `: ${facts.join(", ")}` : "";
  const waiver = waived ? `. Risk accepted by ${waived.by.name}: ${waived.reason}` : "";
  return `${VERDICT[verdict]}: ${statement}${details}${waiver}`;
}

function figureOf({ value, low, high, unit, kind }: Gate): string | null {
  if (value === null) return null;
  const isDifference = kind === "non_regression";
  if (unit === "rate" && !isDifference) {
    const range = low === null || high === null ? "" : ` (${formatInterval(low, high)})`;
    return formatRate(value) + range;
  }
  const text = isDifference ? DIFFERENCE[unit] : ABSOLUTE[unit];
  const range = low === null || high === null ? "" : ` (${text(low)} to ${text(high)})`;
  return `${text(value)}${range}${isDifference ? " against live" : ""}`;
}

const DIFFERENCE = {
  rate: (value: number) => `${formatPoints(value)} points`,
  ms: (value: number) => `${formatMsDifferenceValue(value)} ms`,
  usd: formatUsd,
  count: formatNumber,
} as const;
const ABSOLUTE = { rate: formatRate, ms: formatMs, usd: formatUsd, count: formatNumber } as const;

export function approvalSentence({ by, at, nothingMeasured }: ReleaseApproval): string {
  const why = nothingMeasured ? `: ${nothingMeasured}` : "";
  const unmeasured = nothingMeasured === null ? "" : `, without a measurement${why}`;
  return `Approved by ${by.name} on ${at.slice(0, 16).replace("T", " ")} UTC${unmeasured}`;
}
