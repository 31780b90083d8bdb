import { route } from "@/lib/http/route";
import { removeTraceView } from "@/lib/traces/remove-view";
import { removeTraceViewRoute } from "@/lib/traces/view-contract";

export const DELETE = route(removeTraceViewRoute, async (actor, { params }) => {
  await removeTraceView(actor, params.view);
  return new Response(null, { status: 204 });
});
