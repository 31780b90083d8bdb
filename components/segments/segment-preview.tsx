"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { sumPreview } from "@/components/trace-settings/sum-preview";
import { labelClass } from "@/components/ui/controls/label-class";
import { Table, Td, Th } from "@/components/ui/data/table";
import { useSettled } from "@/components/ui/use-settled";
import { formatCount } from "@/lib/format-number";
import type { SegmentCondition } from "@/lib/segments/contract";
import { segmentQueries } from "@/lib/segments/queries";

interface Props {
  project: string;
  /** null while it is not complete. */
  condition: SegmentCondition | null;
  saved: SegmentCondition | null;
}

/** Counts again a moment after the last keystroke. */
export function SegmentPreview({ project, condition, saved }: Props) {
  const settled = useSettled(condition);
  const shown = settled ?? { subject: "inputLength", operator: ">=", value: 0 };
  const withThis = useQuery({
    ...segmentQueries.preview(project, shown as SegmentCondition),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const before = useQuery({
    ...segmentQueries.preview(project, (saved ?? shown) as SegmentCondition),
    enabled: saved !== null,
  });
  const next = settled && withThis.data ? sumPreview(withThis.data) : null;
  const now = saved && before.data ? sumPreview(before.data) : null;
  return (
    <div className="grid min-w-0 content-start gap-3 px-4 py-3 max-lg:border-t lg:border-l">
      <span className={labelClass}>Would match</span>
      <Table label="Would match" dense>
        <thead>
          <tr>
            <Th>In</Th>
            <Th num>Now</Th>
            <Th num>With this</Th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <Td>development cases</Td>
            <Td num className="text-text-2">
              {now ? formatCount(now.development.matching) : "none"}
            </Td>
            <Td num>{next ? ofTotal(next.development) : "…"}</Td>
          </tr>
          <tr>
            <Td>
              <span className="text-holdout">holdout cases</span>
            </Td>
            <Td num className="text-text-2">
              {now ? holdoutCount(now.holdout.matching) : "none"}
            </Td>
            <Td num>
              {next
                ? next.holdout.matching === null
                  ? "withheld"
                  : ofTotal({ ...next.holdout, matching: next.holdout.matching })
                : "…"}
            </Td>
          </tr>
        </tbody>
      </Table>
      <p className="text-12 text-text-2" role="status">
        {settled === null
          ? "Complete the condition to see what it matches."
          : withThis.error
            ? withThis.error.message
            : withThis.data?.sentence}
      </p>
      {withThis.data?.withheld && next && next.holdout.total > 0 && (
        <p className="text-12 text-text-2">{withThis.data.withheld}</p>
      )}
      {withThis.data?.evalSets.length === 0 && (
        <p className="text-12 text-text-2">No eval sets yet, so nothing can match.</p>
      )}
    </div>
  );
}

function ofTotal({ matching, total }: { matching: number; total: number }): string {
  return `${formatCount(matching)} of ${formatCount(total)}`;
}

function holdoutCount(matching: number | null): string {
  return matching === null ? "withheld" : formatCount(matching);
}
