"use client";
import { SearchInput } from "@/components/ui/controls/search-input";
import { Segmented } from "@/components/ui/controls/segmented";
import { Chip } from "@/components/ui/data/chip";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { formatCount } from "@/lib/format-number";
import { CASE_KINDS } from "./case-kinds";
import type { CaseView } from "./use-case-view";

/** Split, kind, segment and text; every chip says how many cases it stands for. */
export function CaseFilters({ set, view }: { set: EvalSetDetail; view: CaseView }) {
  const { split, kind, segment, q, change } = view;
  const { development, holdout } = set.counts;
  const countOf = (group: { development: number; holdout: number | null }) => {
    if (split === "holdout") return group.holdout ?? "withheld";
    if (split === "development" || !set.canSeeHoldout) return group.development;
    return group.development + (group.holdout ?? 0);
  };
  return (
    <div className="mb-3 grid grid-cols-[max-content_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 text-12/5 text-text-2 *:[div]:flex *:[div]:flex-wrap *:[div]:items-center *:[div]:gap-1">
      <span>Split</span>
      <div>
        <Segmented
          label="Split"
          value={split ?? "all"}
          onValueChange={(value) => change({ split: value === "all" ? null : value })}
          options={[
            { value: "all", label: `All ${formatCount(development + holdout)}` },
            { value: "development", label: `Development ${formatCount(development)}` },
            { value: "holdout", label: `Holdout ${formatCount(holdout)}` },
          ]}
        />
        <SearchInput
          label="Text, id or label"
          size="sm"
          className="ml-2 w-55"
          shortcut="/"
          value={q}
          onValueChange={(value) => change({ q: value || null })}
        />
      </div>
      <span>Kind</span>
      <div>
        {CASE_KINDS.map((one) => {
          const group = set.kinds.find((counted) => counted.kind === one);
          return (
            <Chip
              key={one}
              n={group ? countOf(group) : 0}
              pressed={kind === one}
              onClick={() => change({ kind: kind === one ? null : one })}
            >
              {one}
            </Chip>
          );
        })}
        {!set.canSeeHoldout && split !== "holdout" && (
          <span className="text-text-3 ml-1.5">
            of {formatCount(development)} development cases
          </span>
        )}
      </div>
      {set.segments.length > 0 && (
        <>
          <span>Segment</span>
          <div>
            {set.segments.map((one) => (
              <Chip
                key={one.segment}
                n={countOf(one)}
                pressed={segment === one.segment}
                onClick={() => change({ segment: segment === one.segment ? null : one.segment })}
              >
                {one.segment}
              </Chip>
            ))}
            <span className="text-text-3 ml-1.5">segments overlap</span>
          </div>
        </>
      )}
    </div>
  );
}
