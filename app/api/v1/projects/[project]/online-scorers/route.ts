import { route } from "@/lib/http/route";
import { createOnlineScorerRoute, listOnlineScorersRoute } from "@/lib/online-scorers/contract";
import { createOnlineScorer } from "@/lib/online-scorers/create-online-scorer";
import { listOnlineScorers } from "@/lib/online-scorers/reads";

export const GET = route(listOnlineScorersRoute, (actor) => listOnlineScorers(actor));

export const POST = route(createOnlineScorerRoute, (actor, { body }) =>
  createOnlineScorer(actor, body),
);
