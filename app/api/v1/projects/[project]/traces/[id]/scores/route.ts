import { route } from "@/lib/http/route";
import { listTraceScoresRoute } from "@/lib/online-scorers/contract";
import { listTraceScores } from "@/lib/online-scorers/reads";

export const GET = route(listTraceScoresRoute, (actor, { params }) =>
  listTraceScores(actor, params.id),
);
