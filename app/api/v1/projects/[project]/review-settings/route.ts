import { route } from "@/lib/http/route";
import { editReviewSettingsRoute, getReviewSettingsRoute } from "@/lib/trace-reviews/contract";
import { editReviewSettings } from "@/lib/trace-reviews/edit-review-settings";
import { getReviewSettings } from "@/lib/trace-reviews/review-settings";

export const GET = route(getReviewSettingsRoute, (actor) => getReviewSettings(actor));

export const PATCH = route(editReviewSettingsRoute, (actor, { body }) =>
  editReviewSettings(actor, body),
);
