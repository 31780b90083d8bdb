import { resetPasswordRoute } from "@/lib/auth/contract";
import { resetPassword } from "@/lib/auth/reset-password";
import { route } from "@/lib/http/route";

export const POST = route(resetPasswordRoute, (_, { body }) => resetPassword(body));
