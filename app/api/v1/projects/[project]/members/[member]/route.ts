import { route } from "@/lib/http/route";
import { changeRole } from "@/lib/projects/change-role";
import { changeRoleRoute, removeMemberRoute } from "@/lib/projects/contract";
import { removeMember } from "@/lib/projects/remove-member";

export const PATCH = route(changeRoleRoute, (actor, { params, body }) =>
  changeRole(actor, params, body),
);
export const DELETE = route(removeMemberRoute, async (actor, { params }) => {
  await removeMember(actor, params);
  return new Response(null, { status: 204 });
});
