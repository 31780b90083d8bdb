import { getChainRoute, updateChainRoute } from "@/lib/chains/contract";
import { getChain } from "@/lib/chains/reads";
import { route } from "@/lib/http/route";
import { updatePrompt } from "@/lib/prompts/update-prompt";

export const GET = route(getChainRoute, (actor, { params }) => getChain(actor, params.name));
export const PATCH = route(
  updateChainRoute,
  (actor, { params, body }) => updatePrompt(actor, params.name, body),
  { current: GET },
);
