import { route } from "@/lib/http/route";
import {
  getReviewSheetRoute,
  saveReviewRoute,
  undoReviewRoute,
} from "@/lib/trace-reviews/contract";
import { getReviewSheet } from "@/lib/trace-reviews/get-review-sheet";
import { saveReview } from "@/lib/trace-reviews/save-review";
import { undoReview } from "@/lib/trace-reviews/undo-review";

export const GET = route(getReviewSheetRoute, (actor, { params }) =>
  getReviewSheet(actor, params.id),
);

export const PUT = route(saveReviewRoute, (actor, { params, body }) =>
  saveReview(actor, params.id, body),
);

export const DELETE = route(undoReviewRoute, (actor, { params }) => undoReview(actor, params.id));
