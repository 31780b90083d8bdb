import { route } from "@/lib/http/route";
import { countReviewsRoute } from "@/lib/reviews/contract";
import { countReviews } from "@/lib/reviews/reads";

export const GET = route(countReviewsRoute, (actor) => countReviews(actor));
