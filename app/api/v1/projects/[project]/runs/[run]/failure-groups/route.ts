import { route } from "@/lib/http/route";
import { listFailureGroups } from "@/lib/runs/results/list-failure-groups";
import { listFailureGroupsRoute } from "@/lib/runs/results/result-contract";

export const GET = route(listFailureGroupsRoute, (actor, { params }) =>
  listFailureGroups(actor, params.run),
);
