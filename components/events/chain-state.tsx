import { Badge } from "@/components/ui/data/badge";
import { formatCount } from "@/components/ui/text/format";
import type { ChainVerification } from "@/lib/events/contract";

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
