import { listSessionsRoute, signOutEverywhereRoute } from "@/lib/auth/account-contract";
import { listSessions } from "@/lib/auth/reads";
import { signOutEverywhere } from "@/lib/auth/sessions/sign-out-everywhere";
import { route } from "@/lib/http/route";

export const GET = route(listSessionsRoute, (account, { query }) => listSessions(account, query));
export const DELETE = route(signOutEverywhereRoute, async (account) => {
  await signOutEverywhere(account);
  return new Response(null, { status: 204 });
});
