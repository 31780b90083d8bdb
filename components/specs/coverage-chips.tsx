"use client";
import { Chip } from "@/components/ui/data/chip";
import type { Spec, SpecCoverage } from "@/lib/specs/contract";
import type { Gate } from "@/lib/specs/gates/gate-contract";

export const GAPS = ["no-criterion", "not-measurable", "cases"] as const;
export type Gap = (typeof GAPS)[number];

const LABEL: Record<Gap, string> = {
  "no-criterion": "no criterion",
  "not-measurable": "cannot be measured",
  cases: "unused cases",
};

/** Lines that no criterion stands for. */
export const isUncovered = (line: string, { criteria }: Pick<Spec, "criteria">): boolean =>
  !criteria.some(({ serves }) => serves.includes(line));

/** A run would not help: there is no set, no segment, no case, no scorer, or only a judge that is not calibrated. */
export const isUnmeasurable = ({ reason }: Pick<Gate, "reason">): boolean =>
  reason !== undefined &&
  [
    "no_eval_set",
    "no_segment",
    "no_cases",
    "uncalibrated_judge",
    "unknown_cost",
    "withheld",
  ].includes(reason);

interface Props {
  spec: Spec;
  gates: Gate[];
  coverage: SpecCoverage | undefined;
  gap: Gap | null;
  onChange: (gap: Gap | null) => void;
}

/** Where the spec has holes; each is a filter. */
export function CoverageChips({ spec, gates, coverage, gap, onChange }: Props) {
  const lines = [...spec.requirements, ...spec.failureCases];
  const counts: Record<Gap, number> = {
    "no-criterion": lines.filter((line) => isUncovered(line, spec)).length,
    "not-measurable": gates.filter(isUnmeasurable).length,
    cases: coverage?.sets.reduce((sum, { unserved }) => sum + (unserved ?? 0), 0) ?? 0,
  };
  const shown = GAPS.filter((each) => counts[each] > 0 || each === gap);
  if (shown.length === 0) {
    return lines.length > 0 && spec.criteria.length > 0 ? (
      <span className="text-12 text-text-3">Coverage: no gaps</span>
    ) : null;
  }
  return (
    <span className="flex flex-wrap items-center gap-1">
      <span className="text-12 text-text-3">Coverage</span>
      {shown.map((each) => (
        <Chip
          key={each}
          n={counts[each]}
          pressed={gap === each}
          onClick={() => onChange(gap === each ? null : each)}
        >
          {LABEL[each]}
        </Chip>
      ))}
    </span>
  );
}
