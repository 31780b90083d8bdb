import { numberOf, optionalNumberOf } from "@/components/ui/forms/typed-number";
import type { Judge, WriteJudge } from "@/lib/judges/contract";
import type { JudgeKind } from "@/lib/scorers/judge-definition";

/** What the form holds as text. */
export interface JudgeDraft {
  name: string;
  kind: string;
  prompt: string;
  version: string;
  policy: string;
  threshold: string;
  /** One a line: `full: pass`. */
  labels: string;
  kappa: string;
  truePositiveRate: string;
  trueNegativeRate: string;
}

export const emptyDraft: JudgeDraft = {
  name: "",
  kind: "rubric",
  prompt: "",
  version: "",
  policy: "",
  threshold: "",
  labels: "",
  kappa: "0.4",
  truePositiveRate: "80",
  trueNegativeRate: "80",
};

export const toDraft = (judge: Judge): JudgeDraft => ({
  name: judge.name,
  kind: judge.kind,
  prompt: judge.prompt,
  version: String(judge.version),
  policy: judge.policy,
  threshold: judge.threshold === null ? "" : String(judge.threshold),
  labels:
    judge.kind === "label"
      ? judge.labels.map(({ label, passes }) => `${label}: ${passes ? "pass" : "fail"}`).join("\n")
      : "",
  kappa: String(judge.bar.kappa),
  truePositiveRate: percent(judge.bar.truePositiveRate),
  trueNegativeRate: percent(judge.bar.trueNegativeRate),
});

const percent = (fraction: number): string => String(Number((100 * fraction).toFixed(4)));

export function toBody(draft: JudgeDraft): WriteJudge & { name: string } {
  const threshold = optionalNumberOf(draft.threshold);
  return {
    name: draft.name.trim(),
    kind: draft.kind as JudgeKind,
    prompt: draft.prompt,
    version: numberOf(draft.version),
    policy: draft.policy,
    bar: {
      kappa: numberOf(draft.kappa),
      truePositiveRate: numberOf(draft.truePositiveRate) / 100,
      trueNegativeRate: numberOf(draft.trueNegativeRate) / 100,
    },
    ...(draft.kind === "label" ? { labels: parseLabels(draft.labels) } : {}),
    ...(threshold === null || draft.kind === "label" ? {} : { threshold }),
  };
}

/** `full: pass` on each line; without a word after the colon a label does not pass. */
export function parseLabels(text: string): { label: string; passes: boolean }[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [, label = line, word = ""] = /^(.*?)(?::\s*(pass|fail)\s*)?$/i.exec(line.trim()) ?? [];
      return { label: label.trim(), passes: word.toLowerCase() === "pass" };
    });
}
