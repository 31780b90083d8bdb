import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import type { ReviewListItem } from "@/lib/reviews/contract";

const ORDER = [
  ["pass", "pass"],
  ["fail", "fail"],
  ["inconclusive", "inconclusive"],
  ["not_measured", "notMeasured"],
] as const;

type Verdicts = Omit<NonNullable<ReviewListItem["gates"]>, "closed">;

/** How many criteria have which verdict; verdicts that none has are left out. */
export function GateCounts({ gates }: { gates: Verdicts | null }) {
  const counts = gates && ORDER.filter(([, key]) => gates[key] > 0);
  if (!gates || !counts || counts.length === 0)
    return <span className="text-text-3">no criteria</span>;
  return (
    <span className="flex flex-wrap items-center gap-x-2.5">
      {counts.map(([verdict, key]) => (
        <span key={verdict} className="inline-flex items-center gap-1 tabular-nums">
          <VerdictIcon verdict={verdict} /> {gates[key]}
        </span>
      ))}
    </span>
  );
}
