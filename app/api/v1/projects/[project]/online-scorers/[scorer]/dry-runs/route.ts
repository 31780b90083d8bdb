import { route } from "@/lib/http/route";
import { dryRunOnlineScorerRoute } from "@/lib/online-scorers/contract";
import { dryRunOnlineScorer } from "@/lib/online-scorers/dry-run-online-scorer";

export const POST = route(dryRunOnlineScorerRoute, (actor, { params, request }) =>
  dryRunOnlineScorer(actor, params.scorer, request.signal),
);
