import { exportCategories } from "@/lib/failure-categories/export-categories";
import { exportCategoriesRoute } from "@/lib/failure-categories/move-contract";
import { route } from "@/lib/http/route";

export const GET = route(exportCategoriesRoute, (actor) => exportCategories(actor));
