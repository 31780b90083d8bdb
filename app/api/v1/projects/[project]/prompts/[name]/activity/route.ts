import { route } from "@/lib/http/route";
import { listActivityRoute } from "@/lib/prompts/contract";
import { listActivity } from "@/lib/prompts/list-activity";

export const GET = route(listActivityRoute, (actor, { params }) =>
  listActivity(actor, params.name),
);
