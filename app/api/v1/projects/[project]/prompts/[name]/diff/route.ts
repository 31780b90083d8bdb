import { route } from "@/lib/http/route";
import { diffVersionsRoute } from "@/lib/prompts/diff/diff-contract";
import { getDiff } from "@/lib/prompts/reads";

export const GET = route(diffVersionsRoute, (actor, { params, query }) =>
  getDiff(actor, params.name, query),
);
