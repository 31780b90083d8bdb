import { changePassword } from "@/lib/auth/change-password";
import { changePasswordRoute } from "@/lib/auth/contract";
import { sessionCookie } from "@/lib/auth/session";
import { route } from "@/lib/http/route";

export const PUT = route(changePasswordRoute, async (account, { body }) => {
  const cookie = await sessionCookie(await changePassword(account, body));
  return new Response(null, { status: 204, headers: { "set-cookie": cookie } });
});
