import { EyeOff } from "lucide-react";
import { groupCellClass, Table, Td } from "@/components/ui/data/table";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { formatCount, formatCountOf } from "@/lib/format-number";

/** The holdout for whoever may not read it: how many cases it has in all. */
export function WithheldGroups({ set }: { set: EvalSetDetail }) {
  const total = set.counts.holdout;
  if (total === 0) return null;
  return (
    <Table label="Holdout, withheld" dense>
      <tbody>
        <tr>
          <td className={groupCellClass} colSpan={3}>
            <span className="flex items-center gap-1.5">
              <b>Holdout</b> {formatCount(total)}
              <span className="text-holdout inline-flex items-center gap-1">
                <EyeOff className="size-3.5" aria-hidden="true" />
                visible to admins only
              </span>
            </span>
          </td>
        </tr>
        <tr>
          <Td className="text-holdout w-36 whitespace-nowrap text-12">
            {formatCountOf(total, "case")}
          </Td>
          <Td>
            <span className="block h-3.5 rounded-[3px] bg-(image:--hatch-holdout)" />
          </Td>
          <Td className="text-holdout w-60 text-12">kinds and segments are hidden</Td>
        </tr>
      </tbody>
    </Table>
  );
}
