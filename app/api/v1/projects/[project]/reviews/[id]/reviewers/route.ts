import { route } from "@/lib/http/route";
import { nameReviewersRoute } from "@/lib/reviews/contract";
import { nameReviewers } from "@/lib/reviews/name-reviewers";

export const PUT = route(nameReviewersRoute, (actor, { params, body }) =>
  nameReviewers(actor, params.id, body),
);
