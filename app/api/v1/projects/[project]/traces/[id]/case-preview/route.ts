import { route } from "@/lib/http/route";
import { previewCaseRoute } from "@/lib/trace-reviews/cases/case-contract";
import { previewCase } from "@/lib/trace-reviews/cases/preview-case";

export const GET = route(previewCaseRoute, (actor, { params, query }) =>
  previewCase(actor, params.id, query),
);
