import { route } from "@/lib/http/route";
import { searchRoute } from "@/lib/search/contract";
import { searchProject } from "@/lib/search/reads";

export const GET = route(searchRoute, async (actor, { query }) => ({
  data: await searchProject(actor, query.q),
}));
