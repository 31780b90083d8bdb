import { route } from "@/lib/http/route";
import { editReviewSettingsRoute, getReviewSettingsRoute } from "@/lib/trace-reviews/contract";
import { getReviewSettings } from "@/lib/trace-reviews/review-settings";
import { updateReviewSettings } from "@/lib/trace-reviews/update-review-settings";

export const GET = route(getReviewSettingsRoute, (actor) => getReviewSettings(actor));

export const PATCH = route(editReviewSettingsRoute, (actor, { body }) =>
  updateReviewSettings(actor, body),
);
