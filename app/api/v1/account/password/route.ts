import { changePassword } from "@/lib/auth/change-password";
import { changePasswordRoute } from "@/lib/auth/contract";
import { route } from "@/lib/http/route";

export const PUT = route(changePasswordRoute, async (account, { body }) => {
  await changePassword(account, body);
  return new Response(null, { status: 204 });
});
