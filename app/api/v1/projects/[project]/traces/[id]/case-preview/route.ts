import { route } from "@/lib/http/route";
import { previewCaseRoute } from "@/lib/trace-reviews/case-contract";
import { previewCase } from "@/lib/trace-reviews/preview-case";

export const GET = route(previewCaseRoute, (actor, { params, query }) =>
  previewCase(actor, params.id, query),
);
