import { route } from "@/lib/http/route";
import { declineKeyRoute } from "@/lib/projects/api-key-contract";
import { declineApiKey } from "@/lib/projects/decline-api-key";

export const DELETE = route(declineKeyRoute, async (account, { params }) => {
  await declineApiKey(account, params);
  return null;
});
