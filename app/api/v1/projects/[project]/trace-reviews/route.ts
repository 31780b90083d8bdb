import { route } from "@/lib/http/route";
import { saveReviewsRoute } from "@/lib/trace-reviews/contract";
import { saveReviews } from "@/lib/trace-reviews/save-reviews";

export const POST = route(saveReviewsRoute, (actor, { body }) => saveReviews(actor, body));
