import type { QueryClient } from "@tanstack/react-query";
import type { Actor } from "@/lib/auth/actor";
import { checkChain } from "@/lib/chains/check-chain";
import { chainQueries } from "@/lib/chains/queries";
import { getChainVersion } from "@/lib/chains/reads";
import { chainPart } from "./editor/editor-chain";

/** For pages: a version and what its steps give, so that both stand in the first paint. */
export async function prefetchChainVersion(
  client: QueryClient,
  actor: Actor,
  { project, name, number }: { project: string; name: string; number: number },
): Promise<void> {
  const version = await getChainVersion(actor, name, number);
  const content = chainPart(version);
  client.setQueryData(chainQueries.version(project, name, number).queryKey, version);
  client.setQueryData(
    chainQueries.check(project, content).queryKey,
    await checkChain(actor, content),
  );
}
