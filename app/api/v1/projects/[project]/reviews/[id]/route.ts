import { route } from "@/lib/http/route";
import { getReviewRoute } from "@/lib/reviews/contract";
import { getReview } from "@/lib/reviews/reads";

export const GET = route(getReviewRoute, (actor, { params }) => getReview(actor, params.id));
