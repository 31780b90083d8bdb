import { route } from "@/lib/http/route";
import { getLabelQueueRoute } from "@/lib/judges/label-contract";
import { getLabelQueue } from "@/lib/judges/labels/reads";

export const GET = route(getLabelQueueRoute, (actor, { params }) =>
  getLabelQueue(actor, params.name),
);
