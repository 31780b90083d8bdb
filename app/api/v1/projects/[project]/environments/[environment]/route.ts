import { route } from "@/lib/http/route";
import { editEnvironmentRoute } from "@/lib/projects/environment-contract";
import { updateEnvironment } from "@/lib/projects/update-environment";

export const PATCH = route(editEnvironmentRoute, (actor, { params, body }) =>
  updateEnvironment(actor, params, body),
);
