import {
  discardChainDraftRoute,
  getChainDraftRoute,
  saveChainDraftRoute,
} from "@/lib/chains/contract";
import { getChainDraft } from "@/lib/chains/reads";
import { saveChainDraft } from "@/lib/chains/save-chain-draft";
import { route } from "@/lib/http/route";
import { discardDraft } from "@/lib/prompts/save-draft";

export const GET = route(getChainDraftRoute, (actor, { params }) =>
  getChainDraft(actor, params.name),
);
export const PUT = route(
  saveChainDraftRoute,
  (actor, { params, body }) => saveChainDraft(actor, params.name, body),
  { current: GET },
);
export const DELETE = route(
  discardChainDraftRoute,
  (actor, { params }) => discardDraft(actor, params.name),
  { current: GET },
);
