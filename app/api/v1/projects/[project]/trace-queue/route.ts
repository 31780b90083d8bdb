import { route } from "@/lib/http/route";
import { getReviewQueueRoute } from "@/lib/trace-reviews/contract";
import { getReviewQueue } from "@/lib/trace-reviews/reads";

export const GET = route(getReviewQueueRoute, (actor, { query }) => getReviewQueue(actor, query));
