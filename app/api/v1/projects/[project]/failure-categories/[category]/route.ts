import { updateCategoryRoute } from "@/lib/failure-categories/contract";
import { updateCategory } from "@/lib/failure-categories/update-category";
import { route } from "@/lib/http/route";

export const PATCH = route(updateCategoryRoute, (actor, { params, body }) =>
  updateCategory(actor, params.category, body),
);
