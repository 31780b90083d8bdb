import { route } from "@/lib/http/route";
import { createPasswordResetRoute } from "@/lib/projects/contract";
import { createPasswordReset } from "@/lib/projects/create-password-reset";

export const POST = route(createPasswordResetRoute, (actor, { params }) =>
  createPasswordReset(actor, params),
);
