import { getAccountRoute, renameAccountRoute } from "@/lib/auth/account-contract";
import { getAccount } from "@/lib/auth/reads";
import { renameAccount } from "@/lib/auth/rename-account";
import { route } from "@/lib/http/route";

export const GET = route(getAccountRoute, (account) => getAccount(account));
export const PATCH = route(renameAccountRoute, (account, { body }) => renameAccount(account, body));
