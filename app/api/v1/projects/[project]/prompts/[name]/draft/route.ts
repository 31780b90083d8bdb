import { route } from "@/lib/http/route";
import { discardDraftRoute, getDraftRoute, saveDraftRoute } from "@/lib/prompts/draft-contract";
import { getDraft } from "@/lib/prompts/reads";
import { discardDraft, saveDraft } from "@/lib/prompts/save-draft";

export const GET = route(getDraftRoute, (actor, { params }) => getDraft(actor, params.name));
export const PUT = route(
  saveDraftRoute,
  (actor, { params, body }) => saveDraft(actor, params.name, body),
  { current: GET },
);
export const DELETE = route(
  discardDraftRoute,
  (actor, { params }) => discardDraft(actor, params.name),
  { current: GET },
);
