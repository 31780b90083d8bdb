import { listChainVersionsRoute, saveChainVersionRoute } from "@/lib/chains/contract";
import { listChainVersions } from "@/lib/chains/reads";
import { route } from "@/lib/http/route";
import { saveChainVersionUnderReview } from "@/lib/reviews/save-version-under-review";

export const GET = route(listChainVersionsRoute, (actor, { params, query }) =>
  listChainVersions(actor, params.name, query),
);
export const POST = route(saveChainVersionRoute, (actor, { params, body }) =>
  saveChainVersionUnderReview(actor, params.name, body),
);
