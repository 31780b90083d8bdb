import { route } from "@/lib/http/route";
import { listFailureGroupsRoute } from "@/lib/runs/results/failure-group-contract";
import { listFailureGroups } from "@/lib/runs/results/list-failure-groups";

export const GET = route(listFailureGroupsRoute, (actor, { params }) =>
  listFailureGroups(actor, params.run),
);
