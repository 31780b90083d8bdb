import { route } from "@/lib/http/route";
import { moveReviewRoute } from "@/lib/reviews/contract";
import { moveReview } from "@/lib/reviews/move-review";

export const POST = route(moveReviewRoute, (actor, { params, body }) =>
  moveReview(actor, params.id, body),
);
