import { mergeCategory } from "@/lib/failure-categories/merge-category";
import { mergeCategoryRoute } from "@/lib/failure-categories/move-contract";
import { route } from "@/lib/http/route";

export const POST = route(mergeCategoryRoute, (actor, { params, body }) =>
  mergeCategory(actor, params.category, body),
);
