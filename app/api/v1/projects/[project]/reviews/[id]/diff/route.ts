import { route } from "@/lib/http/route";
import { getReviewDiffRoute } from "@/lib/reviews/contract";
import { getReviewDiff } from "@/lib/reviews/reads";

export const GET = route(getReviewDiffRoute, (actor, { params, query }) =>
  getReviewDiff(actor, params.id, query),
);
