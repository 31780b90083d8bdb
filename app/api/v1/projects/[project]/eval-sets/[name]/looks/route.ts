import { route } from "@/lib/http/route";
import { listLooksRoute } from "@/lib/runs/holdout/gap-contract";
import { listLooks } from "@/lib/runs/holdout/list-looks";

export const GET = route(listLooksRoute, (actor, { params, query }) =>
  listLooks(actor, params.name, query),
);
