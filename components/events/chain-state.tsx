import { Badge } from "@/components/ui/data/badge";
import type { ChainVerification } from "@/lib/events/contract";
import { formatCount } from "@/lib/format-number";

/** Whether every entry still is the one that was written. */
export function ChainState({
  chain,
  error,
}: {
  chain: ChainVerification | null;
  error: string | null;
}) {
  if (error) return <Badge tone="warn">chain not checked: {error}</Badge>;
  if (!chain) return <Badge>checking the chain</Badge>;
  return chain.isWhole ? (
    <Badge tone="pass">chain verified, {formatCount(chain.count)} events</Badge>
  ) : (
    <Badge tone="fail" title={chain.problems.join("\n")}>
      chain broken: {chain.why}
    </Badge>
  );
}
