import { route } from "@/lib/http/route";
import { listReviewsRoute, requestReviewRoute } from "@/lib/reviews/contract";
import { listReviews } from "@/lib/reviews/reads";
import { requestReview } from "@/lib/reviews/request-review";

export const GET = route(listReviewsRoute, (actor, { query }) => listReviews(actor, query));

export const POST = route(requestReviewRoute, (actor, { body }) => requestReview(actor, body));
