import { diffChainVersionsRoute } from "@/lib/chains/contract";
import { getChainDiff } from "@/lib/chains/reads";
import { route } from "@/lib/http/route";

export const GET = route(diffChainVersionsRoute, (actor, { params, query }) =>
  getChainDiff(actor, params.name, query),
);
