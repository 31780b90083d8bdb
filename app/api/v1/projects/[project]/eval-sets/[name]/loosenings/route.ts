import { route } from "@/lib/http/route";
import { previewEvalSetLooseningRoute } from "@/lib/specs/loosening-contract";
import { previewEvalSetLoosening } from "@/lib/specs/preview-loosening";

export const POST = route(previewEvalSetLooseningRoute, (actor, { params, body }) =>
  previewEvalSetLoosening(actor, params.name, body),
);
