import { route } from "@/lib/http/route";
import { editConnectionRoute, removeConnectionRoute } from "@/lib/providers/contract";
import { editConnection } from "@/lib/providers/edit-connection";
import { removeConnection } from "@/lib/providers/remove-connection";

export const PATCH = route(editConnectionRoute, (actor, { params, body }) =>
  editConnection(actor, params, body),
);
export const DELETE = route(removeConnectionRoute, async (actor, { params, query }) => {
  await removeConnection(actor, params, query);
  return new Response(null, { status: 204 });
});
