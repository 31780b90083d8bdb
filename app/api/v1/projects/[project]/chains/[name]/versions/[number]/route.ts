import { getChainVersionRoute } from "@/lib/chains/contract";
import { getChainVersion } from "@/lib/chains/reads";
import { route } from "@/lib/http/route";

export const GET = route(getChainVersionRoute, (actor, { params }) =>
  getChainVersion(actor, params.name, params.number),
);
