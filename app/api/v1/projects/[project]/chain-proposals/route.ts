import { proposeChainRoute } from "@/lib/chains/propose/proposal-contract";
import { proposeFromTraces } from "@/lib/chains/propose/propose-from-traces";
import { route } from "@/lib/http/route";

export const POST = route(proposeChainRoute, (actor, { body }) => proposeFromTraces(actor, body));
