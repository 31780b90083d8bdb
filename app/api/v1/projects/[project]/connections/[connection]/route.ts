import { route } from "@/lib/http/route";
import { deleteConnection } from "@/lib/providers/connections/delete-connection";
import { updateConnection } from "@/lib/providers/connections/update-connection";
import { editConnectionRoute, removeConnectionRoute } from "@/lib/providers/contract";

export const PATCH = route(editConnectionRoute, (actor, { params, body }) =>
  updateConnection(actor, params, body),
);
export const DELETE = route(removeConnectionRoute, async (actor, { params, query }) => {
  await deleteConnection(actor, params, query);
  return new Response(null, { status: 204 });
});
