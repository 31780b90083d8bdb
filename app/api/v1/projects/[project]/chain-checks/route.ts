import { checkChain } from "@/lib/chains/check-chain";
import { checkChainRoute } from "@/lib/chains/contract";
import { route } from "@/lib/http/route";

export const POST = route(checkChainRoute, (actor, { body }) => checkChain(actor, body));
