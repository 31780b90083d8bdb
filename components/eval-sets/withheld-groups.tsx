import { EyeOff } from "lucide-react";
import { formatCount } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";

/** The holdout for whoever may not read it: sums of at least five cases, the smaller kinds put together. */
export function WithheldGroups({ set }: { set: EvalSetDetail }) {
  const total = set.counts.holdout;
  if (total === 0) return null;
  const told = set.kinds.filter(({ holdout }) => holdout !== null && holdout > 0);
  const small = set.kinds.filter(({ holdout }) => holdout === null).map(({ kind }) => kind);
  const rest = total - told.reduce((sum, { holdout }) => sum + (holdout ?? 0), 0);
  return (
    <Table label="Holdout, withheld" dense>
      <tbody>
        <tr className="group">
          <td colSpan={3}>
            <span className="flex items-center gap-1.5">
              <b>Holdout</b> {formatCount(total)}
              <span className="t-holdout inline-flex items-center gap-1">
                <EyeOff className="i-sm" aria-hidden="true" />
                withheld below admin; sums over at least 5 cases only
              </span>
            </span>
          </td>
        </tr>
        {told.map(({ kind, holdout }) => (
          <Withheld key={kind} count={`${formatCount(holdout)} cases`} kinds={kind} />
        ))}
        {rest > 0 && (
          <Withheld
            count={rest >= 5 ? `${formatCount(rest)} cases` : "fewer than 5 cases"}
            kinds={small.join(" or ")}
          />
        )}
      </tbody>
    </Table>
  );
}

function Withheld({ count, kinds }: { count: string; kinds: string }) {
  return (
    <tr>
      <td className="t-holdout w-36 whitespace-nowrap text-12">{count}</td>
      <td>
        <span className="hatch" />
      </td>
      <td className="t-holdout w-60 text-12">{kinds}</td>
    </tr>
  );
}
