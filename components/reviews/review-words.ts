import { formatCount, formatList } from "@/lib/format-number";
import type { LiveVersion } from "@/lib/prompts/contract";
import type { Review, ReviewListItem } from "@/lib/reviews/contract";
import type { ReviewEvidence } from "@/lib/reviews/evidence/evidence-contract";
import { formatPercent } from "@/lib/rollouts/words/rollout-sentence";
import { formatFigureInterval } from "@/lib/specs/gates/format-gate";
import type { Gate } from "@/lib/specs/gates/gate-contract";

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

export type DecisionKind = "change_request" | "approval";

export const DECISION_VERB: Record<DecisionKind, string> = {
  change_request: "Request changes",
  approval: "Approve",
};

/** What an entry of a review's history says between who and which version. */
export const HISTORY_WORDS: Record<string, string> = {
  "review.requested": "requested a review of",
  "review.reviewers_named": "changed the reviewers of",
  "review.approvals_stale": "loosened the evidence of",
  "review.updated": "moved the review to",
  "review.commented": "commented on",
  "review.approved": "approved",
  "review.changes_requested": "requested changes to",
  "review.decision_lifted": "withdrew a decision on",
  "review.waived": "accepted the risk of a gate of",
  "review.waiver_withdrawn": "withdrew a waiver of",
  "review.closed": "closed the review of",
  "review.reopened": "reopened the review of",
  "review.thread_resolved": "resolved a thread on",
  "review.thread_reopened": "reopened a thread on",
  "review.suggestion_taken_over": "applied a suggestion to a draft of",
  "version.saved": "saved",
  "release.published": "released",
  "release.rolled_back": "rolled back to",
};

/** “Tomas or Priya”, with “you” for the reader. */
export function peopleInWords(people: readonly { name: string }[]): string {
  const names = people.map(({ name }) => name);
  if (names.length === 0) return "Nobody";
  if (names.length > 3) return `${names[0]} or ${names.length - 1} others`;
  return formatList(names, "or");
}

/** Interval and n, as far as they are known. */
export function intervalInWords(gate: Gate): string {
  const n = gate.n > 0 ? `n = ${formatCount(gate.n)}` : null;
  return [formatFigureInterval(gate), n].filter(Boolean).join(", ");
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

export function baseInWords({ base, environment, turn }: Review): string {
  // What was live when it ended is not written down; what it is compared with is.
  if (turn.who === "nobody") return base.version === null ? "" : `, compared with v${base.version}`;
  if (base.kind === "live") return ` instead of v${base.version}, live in ${environment}`;
  if (base.kind === "parent")
    return `, where nothing is live; compared with its parent v${base.version}`;
  return ", as its first version";
}

/** What a review's version can be compared with: its base first, then every version before it. */
export function basesOf(
  review: Pick<Review, "base" | "environment" | "version" | "decisions">,
  parent: number | null,
  /** Of the version that is live, while another one is rolling out. */
  rollout?: LiveVersion["rollout"],
): { value: number | ""; label: string }[] {
  const { base, environment, version, decisions } = review;
  const nameOf = (number: number) => {
    const approver = decisions.find((one) => one.kind === "approval" && one.version === number);
    const facts = [
      base.kind === "live" && base.version === number && `live in ${environment}`,
      rollout?.version === number && `rolling out at ${formatPercent(rollout.percent)}`,
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
