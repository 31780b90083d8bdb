import { createCategoryRoute, listCategoriesRoute } from "@/lib/failure-categories/contract";
import { createCategory } from "@/lib/failure-categories/create-category";
import { listCategories } from "@/lib/failure-categories/reads";
import { route } from "@/lib/http/route";

export const GET = route(listCategoriesRoute, (actor, { query }) => listCategories(actor, query));
export const POST = route(createCategoryRoute, (actor, { body }) => createCategory(actor, body));
