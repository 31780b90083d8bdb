import { route } from "@/lib/http/route";
import { getHoldoutGapRoute } from "@/lib/runs/holdout/gap-contract";
import { getHoldoutGap } from "@/lib/runs/holdout/get-holdout-gap";

export const GET = route(getHoldoutGapRoute, (actor, { params, query }) =>
  getHoldoutGap(actor, params.name, query),
);
