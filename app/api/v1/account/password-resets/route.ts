import { resetPasswordRoute } from "@/lib/auth/account-contract";
import { resetPassword } from "@/lib/auth/passwords/reset-password";
import { route } from "@/lib/http/route";

export const POST = route(resetPasswordRoute, (_, { body }) => resetPassword(body));
