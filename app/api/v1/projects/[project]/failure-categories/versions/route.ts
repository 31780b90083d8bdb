import { listCategoryVersions } from "@/lib/failure-categories/list-versions";
import { listCategoryVersionsRoute } from "@/lib/failure-categories/move-contract";
import { route } from "@/lib/http/route";

export const GET = route(listCategoryVersionsRoute, (actor) => listCategoryVersions(actor));
