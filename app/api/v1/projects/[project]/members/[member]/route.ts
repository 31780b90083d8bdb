import { route } from "@/lib/http/route";
import { changeRoleRoute, removeMemberRoute } from "@/lib/projects/member-contract";
import { removeMember } from "@/lib/projects/remove-member";
import { updateRole } from "@/lib/projects/update-role";

export const PATCH = route(changeRoleRoute, (actor, { params, body }) =>
  updateRole(actor, params, body),
);
export const DELETE = route(removeMemberRoute, async (actor, { params }) => {
  await removeMember(actor, params);
  return new Response(null, { status: 204 });
});
