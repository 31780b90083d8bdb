import { scorerTitle } from "@/lib/scorers/scorer-catalogue";
import type { Criterion } from "@/lib/specs/criterion-contract";
import { metricLabel } from "./format-gate";

const LONGEST = 40;

/** What a criterion measures: a metric, a scorer of its set by name, or its own with its first setting. */
export function measureInWords({ metric, scorer }: Pick<Criterion, "metric" | "scorer">): string {
  if (metric) return metricLabel(metric);
  if (typeof scorer === "string") return `scorer ${scorer}`;
  if (!scorer) return "";
  if (scorer.name) return scorer.name;
  const { negate, ...config } = scorer.config as Record<string, unknown>;
  const first = Object.values(config).find(
    (value) => typeof value === "string" || typeof value === "number",
  );
  const text = first === undefined ? "" : ` “${String(first).slice(0, LONGEST)}”`;
  return `${negate ? "not: " : ""}${scorerTitle(scorer.kind).toLowerCase()}${text}`;
}
