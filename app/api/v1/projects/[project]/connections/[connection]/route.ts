import { route } from "@/lib/http/route";
import { editConnectionRoute, removeConnectionRoute } from "@/lib/providers/contract";
import { deleteConnection } from "@/lib/providers/delete-connection";
import { updateConnection } from "@/lib/providers/update-connection";

export const PATCH = route(editConnectionRoute, (actor, { params, body }) =>
  updateConnection(actor, params, body),
);
export const DELETE = route(removeConnectionRoute, async (actor, { params, query }) => {
  await deleteConnection(actor, params, query);
  return new Response(null, { status: 204 });
});
