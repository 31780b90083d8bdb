import { cn } from "@/components/ui/cn";
import { formatCount } from "@/lib/format-number";
import type { CalibrationAnalysis } from "@/lib/judges/calibration-contract";

const SPLITS = ["train", "dev", "test"] as const;

/** How many labels each split has, as parts of one bar. */
export function SplitBar(labelled: Pick<CalibrationAnalysis["labelled"], (typeof SPLITS)[number]>) {
  const parts = SPLITS.filter((split) => labelled[split] > 0);
  if (parts.length === 0) return null;
  const nameOf = (split: (typeof SPLITS)[number]) => `${split} ${formatCount(labelled[split])}`;
  return (
    <div
      role="img"
      aria-label={parts.map(nameOf).join(", ")}
      className="mb-3 flex gap-0.5 text-11/5.5 tabular-nums"
    >
      {parts.map((split) => (
        <span
          key={split}
          style={{ flex: `${labelled[split]} 0 0` }}
          className={cn(
            "min-w-7 overflow-hidden rounded-sm px-1.5 whitespace-nowrap inset-ring",
            split === "test"
              ? "bg-holdout-bg text-holdout inset-ring-holdout-border"
              : "bg-subtle inset-ring-border-strong",
          )}
        >
          {split === "train" ? formatCount(labelled.train) : nameOf(split)}
        </span>
      ))}
    </div>
  );
}
