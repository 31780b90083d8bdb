import { splitCategoryRoute } from "@/lib/failure-categories/move-contract";
import { splitCategory } from "@/lib/failure-categories/split-category";
import { route } from "@/lib/http/route";

export const POST = route(splitCategoryRoute, (actor, { params, body }) =>
  splitCategory(actor, params.category, body),
);
