import { route } from "@/lib/http/route";
import { deleteTraceView } from "@/lib/traces/views/remove-view";
import { removeTraceViewRoute } from "@/lib/traces/views/view-contract";

export const DELETE = route(removeTraceViewRoute, async (actor, { params }) => {
  await deleteTraceView(actor, params.view);
  return new Response(null, { status: 204 });
});
