import { changePasswordRoute } from "@/lib/auth/account-contract";
import { changePassword } from "@/lib/auth/passwords/change-password";
import { sessionCookie } from "@/lib/auth/sessions/session";
import { route } from "@/lib/http/route";

export const PUT = route(changePasswordRoute, async (account, { body }) => {
  const cookie = await sessionCookie(await changePassword(account, body));
  return new Response(null, { status: 204, headers: { "set-cookie": cookie } });
});
