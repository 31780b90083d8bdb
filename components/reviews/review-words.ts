import {
  formatCount,
  formatInterval,
  formatMs,
  formatMsDifference,
  formatPoints,
  formatPointsInterval,
  formatRate,
  formatUsd,
} from "@/components/ui/format";
import type { Review, ReviewEvidence, ReviewListItem } from "@/lib/reviews/contract";
import type { Gate } from "@/lib/specs/contract";

export const STATE_WORD: Record<ReviewListItem["state"], string> = {
  open: "open",
  approved: "approved",
  changes_requested: "changes requested",
  released: "released",
  closed: "closed",
};

export const STATE_TONE = {
  open: "outline",
  approved: "pass",
  changes_requested: "warn",
  released: "default",
  closed: "default",
} as const;

/** “Tomas or Priya”, with “you” for the reader. */
export function peopleInWords(people: readonly { name: string }[]): string {
  const names = people.map(({ name }) => name);
  if (names.length === 0) return "Nobody";
  if (names.length > 3) return `${names[0]} or ${names.length - 1} others`;
  return names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

const SIGN = { ">=": "≥", "<=": "≤", ">": ">", "<": "<" } as const;

/** `≥ 85 %`; of a non-regression the least difference that is accepted: `≥ −2 pt`. */
export function barInWords(gate: Gate): string {
  if (gate.kind === "absolute") return `${SIGN[gate.comparator]} ${inUnit(gate, gate.threshold)}`;
  const isMore = gate.comparator.startsWith(">");
  return `${isMore ? "≥" : "≤"} ${differenceInUnit(gate, isMore ? -gate.threshold : gate.threshold)}`;
}

export function valueInWords(gate: Gate): string {
  if (gate.value === null) return "no value";
  return gate.kind === "absolute" ? inUnit(gate, gate.value) : differenceInUnit(gate, gate.value);
}

export function intervalInWords(gate: Gate): string {
  const { low, high, n, kind, unit } = gate;
  if (low === null || high === null) return n > 0 ? `n = ${formatCount(n)}` : "";
  const span =
    unit === "rate"
      ? kind === "absolute"
        ? formatInterval(low, high)
        : formatPointsInterval(low, high)
      : `${kind === "absolute" ? inUnit(gate, low) : differenceInUnit(gate, low)} to ${kind === "absolute" ? inUnit(gate, high) : differenceInUnit(gate, high)}`;
  return `${span}, n = ${formatCount(n)}`;
}

function inUnit({ unit }: Gate, value: number): string {
  if (unit === "rate") return formatRate(value, value * 100 === Math.round(value * 100) ? 0 : 1);
  if (unit === "ms") return formatMs(value);
  return unit === "usd" ? formatUsd(value) : formatCount(value);
}

function differenceInUnit(gate: Gate, value: number): string {
  if (gate.unit === "rate") return `${formatPoints(value)} pt`;
  if (gate.unit === "ms") return formatMsDifference(value);
  return `${value > 0 ? "+" : ""}${inUnit(gate, value)}`;
}

/** The same rule as the server's. */
export function isClosedGate({ level, verdict, reason }: Gate): boolean {
  return level === "must" && verdict !== "pass" && reason !== "nothing_live";
}

interface Place {
  part: string | null;
  line: number | null;
  lineCount: number;
  base: number | null;
}

/** `message 1, lines 24 to 27` reads better than `m1-L24-L27`; of the old side with its version. */
export function placeInWords({ part, line, lineCount, base }: Place): string {
  if (!part) return "the whole";
  const message = /^(m|old)(\d+)$/.exec(part);
  const name = message
    ? `${message[1] === "old" ? "removed message" : "message"} ${message[2]}`
    : part;
  if (line === null) return name;
  const lines = linesInWords({ line, lastLine: line + lineCount - 1 });
  return `${name}, ${lines}${base === null ? "" : ` of v${base}`}`;
}

export function linesInWords({ line, lastLine }: { line: number; lastLine: number }): string {
  return lastLine > line ? `lines ${line} to ${lastLine}` : `line ${line}`;
}

export function baseInWords({ base, environment }: Pick<Review, "base" | "environment">): string {
  if (base.kind === "live") return `instead of v${base.version}, live in ${environment}`;
  if (base.kind === "parent") return `against its parent v${base.version}; nothing is live there`;
  return "the first version; nothing to compare with";
}

/** What a review's version can be compared with: its base first, then every version before it. */
export function basesOf(
  review: Pick<Review, "base" | "environment" | "version" | "decisions">,
  parent: number | null,
): { value: number | ""; label: string }[] {
  const { base, environment, version, decisions } = review;
  const nameOf = (number: number) => {
    const approver = decisions.find((one) => one.kind === "approval" && one.version === number);
    const facts = [
      base.kind === "live" && base.version === number && `live in ${environment}`,
      number === parent && "its parent",
      approver && `approved by ${approver.by.name}`,
    ].filter(Boolean);
    return [`against v${number}`, ...facts].join(", ");
  };
  const earlier = Array.from({ length: version - 1 }, (_, index) => version - 1 - index);
  return [
    {
      value: "",
      label: base.version === null ? "against nothing: all of it" : nameOf(base.version),
    },
    ...earlier
      .filter((number) => number !== base.version)
      .map((number) => ({ value: number, label: nameOf(number) })),
  ];
}

/** `7 of 120, all Long input` where all that newly fail have a segment in common. */
export function failingInWords({ newlyFailing, n, failingCases }: ReviewEvidence): string {
  if (newlyFailing === null) return "withheld";
  if (newlyFailing === 0) return "none";
  const [first] = failingCases;
  const isWhole = failingCases.length > 1 && failingCases.length === newlyFailing;
  const common = isWhole
    ? (first?.segments ?? []).filter((segment) =>
        failingCases.every(({ segments }) => segments.includes(segment)),
      )
    : [];
  return `${newlyFailing} of ${n}${common.length > 0 ? `, all ${common.join(", ")}` : ""}`;
}
