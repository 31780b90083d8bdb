"use client";
import { Ellipsis } from "lucide-react";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Badge } from "@/components/ui/data/badge";
import { Td } from "@/components/ui/data/table";
import { Menu } from "@/components/ui/overlays/menu";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { isInUse } from "@/lib/failure-categories/categories-in-use";
import type { FailureCategory, UpdateCategory } from "@/lib/failure-categories/contract";
import type { CategoryVersion } from "@/lib/failure-categories/move-contract";
import { formatCount, formatRate, formatRateWithInterval } from "@/lib/format-number";
import { newestPair, sinceWords } from "./category-facts";

interface Props {
  category: FailureCategory;
  versions: readonly CategoryVersion[];
  /** Those that it can be merged into. */
  others: readonly FailureCategory[];
  isOpen: boolean;
  mayWrite: boolean;
  onOpen: () => void;
  onChange: (change: UpdateCategory) => void;
  onMerge: (into: FailureCategory) => void;
  onSplit: () => void;
}

/** One way of failing: its state, how much of it there is, and how its cases do before and after. */
export function CategoryRow(props: Props) {
  const { category, versions, others, isOpen, mayWrite, onOpen, onChange, onMerge, onSplit } =
    props;
  const { name, state, results, fixed, regressed } = category;
  const pair = newestPair(versions);
  const traces = versions.reduce((sum, one) => sum + one.traces, 0);
  const at = state === "fixed" ? fixed?.at : state === "regressed" ? regressed?.at : null;
  return (
    <tr>
      <Td className="min-w-48">
        <button
          type="button"
          className="text-left underline-offset-3 hover:underline"
          aria-expanded={isOpen}
          onClick={onOpen}
        >
          {name}
        </button>
      </Td>
      <Td>
        <Badge tone={state === "regressed" ? "fail" : "outline"}>{state}</Badge>{" "}
        <span className="text-12 text-text-2">
          {sinceWords(category)} {at && <RelativeTime value={at} />}
        </span>
      </Td>
      <Td num>{formatCount(results)}</Td>
      <Td num>{formatCount(traces)}</Td>
      <Td num className="whitespace-nowrap">
        {pair?.before?.passRate ? (
          <span className="text-text-2">
            v{pair.before.version} {formatRate(pair.before.passRate.value, 0)} →{" "}
          </span>
        ) : null}
        {pair?.now.passRate ? (
          <>
            v{pair.now.version} {formatRateWithInterval(pair.now.passRate)}
          </>
        ) : (
          <span className="text-text-3">not run</span>
        )}
      </Td>
      <Td className="text-right">
        {mayWrite && (
          <Menu
            align="end"
            trigger={
              <IconButton label={`Actions for ${name}`} icon={<Ellipsis aria-hidden="true" />} />
            }
            items={[
              isInUse(category)
                ? { label: "Mark as fixed", onSelect: () => onChange({ state: "fixed" }) }
                : { label: "Open again", onSelect: () => onChange({ state: "open" }) },
              { label: "Split…", disabled: results + traces === 0, onSelect: onSplit },
              { label: "Archive", onSelect: () => onChange({ isArchived: true }) },
              { heading: "Merge into" },
              ...(others.length > 0
                ? others.map((other) => ({ label: other.name, onSelect: () => onMerge(other) }))
                : [{ label: "There is no other category", disabled: true }]),
            ]}
          />
        )}
      </Td>
    </tr>
  );
}
