import { revokeSessionRoute } from "@/lib/auth/account-contract";
import { revokeSession } from "@/lib/auth/sessions/revoke-session";
import { route } from "@/lib/http/route";

export const DELETE = route(revokeSessionRoute, async (account, { params }) => {
  await revokeSession(account, params);
  return new Response(null, { status: 204 });
});
