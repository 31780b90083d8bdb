import type { JudgeState } from "@/lib/judges/contract";
import type { JudgeKind } from "@/lib/scorers/judge-definition";

export const STATE_TONE: Record<JudgeState, "pass" | "warn" | "default"> = {
  calibrated: "pass",
  stale: "warn",
  uncalibrated: "default",
};

export const KIND_LABEL: Record<JudgeKind, string> = {
  rubric: "Rubric",
  label: "Labels",
  pairwise: "Two answers",
  grounded: "Groundedness",
};

/** What the prompt of each kind has to hold. */
export const KIND_HELP: Record<JudgeKind, string> = {
  rubric: "Says whether an answer is good enough. The prompt uses {{output}}.",
  label: "Chooses one of several labels. The prompt uses {{output}}.",
  pairwise:
    "Compares an answer with the expected one, in both orders. The prompt uses {{output}} and {{expected}}.",
  grounded:
    "Checks an answer against the retrieved context. The prompt uses {{output}} and {{context}}.",
};

export const KINDS = Object.keys(KIND_LABEL) as JudgeKind[];

export const judgeHref = (project: string, name: string, room = "") =>
  `/${project}/judges/${encodeURIComponent(name)}${room ? `/${room}` : ""}`;

/** Keys that choose a label: p and f, else the numbers. */
export const labelKeys = (labels: readonly { label: string }[]): string[] =>
  labels.length === 2 && labels[0]?.label === "pass"
    ? ["p", "f"]
    : labels.map((_, index) => String(index + 1));
