import { route } from "@/lib/http/route";
import { previewScorer } from "@/lib/runs/preview-scorer";
import { previewScorerRoute } from "@/lib/runs/scorer-preview-contract";

export const POST = route(previewScorerRoute, (actor, { params, body }) =>
  previewScorer(actor, params.name, body.scorer),
);
