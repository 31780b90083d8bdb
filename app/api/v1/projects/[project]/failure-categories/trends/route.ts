import { route } from "@/lib/http/route";
import { listCategoryTrendsRoute } from "@/lib/trace-reviews/contract";
import { listCategoryTrends } from "@/lib/trace-reviews/reads";

export const GET = route(listCategoryTrendsRoute, (actor, { query }) =>
  listCategoryTrends(actor, query),
);
