import { EyeOff } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { hintClass, labelClass } from "@/components/ui/controls/label-class";
import { Segmented } from "@/components/ui/controls/segmented";
import { noticeClass } from "@/components/ui/notice-class";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { formatCount } from "@/lib/format-number";
import { lookNumbers } from "./look-numbers";

interface Props {
  set: EvalSetDetail | undefined;
  split: "development" | "holdout";
  onChange: (split: "development" | "holdout") => void;
  error: string | undefined;
  /** Each run is one. */
  looks?: number;
}

/** Development, or a counted look at the holdout. */
export function NewRunSplit({ set, split, onChange, error, looks = 1 }: Props) {
  return (
    <div className="grid content-start gap-1">
      <span className={labelClass}>Split</span>
      <Segmented
        label="Split"
        className="w-max"
        value={split}
        onValueChange={onChange}
        options={[
          {
            value: "development",
            label: (
              <>
                Development{" "}
                <span className="text-text-3 tabular-nums">
                  {set ? formatCount(set.counts.development) : ""}
                </span>
              </>
            ),
          },
          {
            value: "holdout",
            label: (
              <>
                <EyeOff className="size-3.5" aria-hidden="true" /> Holdout{" "}
                <span className="text-text-3 tabular-nums">
                  {set ? formatCount(set.counts.holdout) : ""}
                </span>
              </>
            ),
          },
        ]}
      />
      {split === "holdout" && set ? (
        <p className={cn(noticeClass({ tone: "holdout" }), "mt-1")}>
          <EyeOff aria-hidden="true" />
          <span>
            {looks === 1 ? "This would be look " : "These would be looks "}
            {lookNumbers(set, looks)} at this holdout; the versions of one prompt have{" "}
            {set.looksPerPrompt} together. Each look is counted and shown with who took it.{" "}
            {set.canSeeHoldout
              ? "Its cases are shown to admins only."
              : "You will see figures over at least 5 cases once it completes, never single cases."}
          </span>
        </p>
      ) : (
        set && (
          <p className={hintClass}>
            {set.counts.holdout === 0
              ? "This eval set has no holdout."
              : `On the holdout ${looks === 1 ? "this would be look" : "these would be looks"} ${lookNumbers(set, looks)}.`}
          </p>
        )
      )}
      {error && <p className="flex gap-1 text-12 text-fail">{error}</p>}
    </div>
  );
}
