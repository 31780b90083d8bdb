import { route } from "@/lib/http/route";
import { getReviewDiff } from "@/lib/reviews/reads";
import { getReviewDiffRoute } from "@/lib/reviews/review-diff-contract";

export const GET = route(getReviewDiffRoute, (actor, { params, query }) =>
  getReviewDiff(actor, params.id, query),
);
