import { route } from "@/lib/http/route";
import { getJudgeRoute, writeJudgeRoute } from "@/lib/judges/contract";
import { getJudge } from "@/lib/judges/reads";
import { writeJudge } from "@/lib/judges/write-judge";
import { changeEvidence } from "@/lib/reviews/evidence/change-evidence";

export const GET = route(getJudgeRoute, (actor, { params }) => getJudge(actor, params.name));
export const PUT = route(
  writeJudgeRoute,
  (actor, { params, body, requireUnchanged }) =>
    writeJudge(actor, params.name, body, {
      requireUnchanged,
      around: changeEvidence(actor, { judge: params.name }),
    }),
  { current: GET },
);
