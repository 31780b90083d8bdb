import { route } from "@/lib/http/route";
import { updateCategoryRoute } from "@/lib/runs/results/result-contract";
import { updateCategory } from "@/lib/runs/update-category";

export const PATCH = route(updateCategoryRoute, (actor, { params, body }) =>
  updateCategory(actor, params.category, body),
);
