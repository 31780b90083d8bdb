import { tryChain } from "@/lib/chains/try/try-chain";
import { tryChainRoute } from "@/lib/chains/try/try-contract";
import { route } from "@/lib/http/route";

export const POST = route(tryChainRoute, (actor, { params, body, request }) =>
  tryChain(actor, params.name, body, request.signal),
);
