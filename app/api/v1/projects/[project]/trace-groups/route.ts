import { route } from "@/lib/http/route";
import { listAlikeGroupsRoute } from "@/lib/trace-reviews/contract";
import { listAlikeGroups } from "@/lib/trace-reviews/reads";

export const GET = route(listAlikeGroupsRoute, (actor) => listAlikeGroups(actor));
