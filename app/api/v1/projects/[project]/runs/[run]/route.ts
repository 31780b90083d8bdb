import { route } from "@/lib/http/route";
import { updateRunRoute } from "@/lib/runs/change-contract";
import { getRunRoute } from "@/lib/runs/contract";
import { getRun } from "@/lib/runs/get-run";
import { updateRun } from "@/lib/runs/update-run";

export const GET = route(getRunRoute, (actor, { params }) => getRun(actor, params.run));
export const PATCH = route(updateRunRoute, (actor, { params, body }) =>
  updateRun(actor, params.run, body),
);
