import { route } from "@/lib/http/route";
import { closeReview, reopenReview } from "@/lib/reviews/close-review";
import { closeReviewRoute, reopenReviewRoute } from "@/lib/reviews/contract";

export const POST = route(closeReviewRoute, (actor, { params }) => closeReview(actor, params.id));

export const DELETE = route(reopenReviewRoute, (actor, { params }) =>
  reopenReview(actor, params.id),
);
