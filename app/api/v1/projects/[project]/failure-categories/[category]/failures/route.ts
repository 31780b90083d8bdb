import { listCategoryFailures } from "@/lib/failure-categories/list-failures";
import { listCategoryFailuresRoute } from "@/lib/failure-categories/move-contract";
import { route } from "@/lib/http/route";

export const GET = route(listCategoryFailuresRoute, (actor, { params }) =>
  listCategoryFailures(actor, params.category),
);
