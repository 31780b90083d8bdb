import { route } from "@/lib/http/route";
import { listVersions } from "@/lib/prompts/reads";
import { listVersionsRoute, saveVersionRoute } from "@/lib/prompts/version-contract";
import { saveVersionUnderReview } from "@/lib/reviews/save-version-under-review";

export const GET = route(listVersionsRoute, (actor, { params, query }) =>
  listVersions(actor, params.name, query),
);
export const POST = route(saveVersionRoute, (actor, { params, body }) =>
  saveVersionUnderReview(actor, params.name, body),
);
