import { diffChainDraftRoute } from "@/lib/chains/contract";
import { getChainDraftDiff } from "@/lib/chains/reads";
import { route } from "@/lib/http/route";

export const POST = route(diffChainDraftRoute, (actor, { params, body }) =>
  getChainDraftDiff(actor, params.name, body),
);
