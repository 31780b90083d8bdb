import { route } from "@/lib/http/route";
import { undoReviewsRoute } from "@/lib/trace-reviews/contract";
import { undoReviews } from "@/lib/trace-reviews/undo-reviews";

export const POST = route(undoReviewsRoute, (actor, { body }) => undoReviews(actor, body));
