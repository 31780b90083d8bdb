import { route } from "@/lib/http/route";
import { archiveJudge } from "@/lib/judges/archive-judge";
import { archiveJudgeRoute, restoreJudgeRoute } from "@/lib/judges/contract";

export const POST = route(archiveJudgeRoute, (actor, { params }) =>
  archiveJudge(actor, params.name, true),
);
export const DELETE = route(restoreJudgeRoute, (actor, { params }) =>
  archiveJudge(actor, params.name, false),
);
