import { route } from "@/lib/http/route";
import { createPasswordReset } from "@/lib/projects/create-password-reset";
import { createPasswordResetRoute } from "@/lib/projects/member-contract";

export const POST = route(createPasswordResetRoute, (actor, { params }) =>
  createPasswordReset(actor, params),
);
