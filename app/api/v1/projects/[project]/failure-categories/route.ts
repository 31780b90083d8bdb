import { route } from "@/lib/http/route";
import { createCategory } from "@/lib/runs/create-category";
import { listCategories } from "@/lib/runs/list-categories";
import { createCategoryRoute, listCategoriesRoute } from "@/lib/runs/results/result-contract";

export const GET = route(listCategoriesRoute, (actor, { query }) => listCategories(actor, query));
export const POST = route(createCategoryRoute, (actor, { body }) => createCategory(actor, body));
