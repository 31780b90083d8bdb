import { route } from "@/lib/http/route";
import { listJudgesRoute } from "@/lib/judges/contract";
import { listJudges } from "@/lib/judges/reads";

export const GET = route(listJudgesRoute, (actor, { query }) => listJudges(actor, query));
