import { createChainRoute, listChainsRoute } from "@/lib/chains/contract";
import { createChain } from "@/lib/chains/create-chain";
import { listChains } from "@/lib/chains/reads";
import { route } from "@/lib/http/route";

export const GET = route(listChainsRoute, (actor, { query }) => listChains(actor, query));
export const POST = route(createChainRoute, (actor, { body }) => createChain(actor, body));
