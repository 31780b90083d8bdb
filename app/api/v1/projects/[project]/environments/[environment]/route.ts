import { route } from "@/lib/http/route";
import { editEnvironmentRoute } from "@/lib/projects/contract";
import { editEnvironment } from "@/lib/projects/edit-environment";

export const PATCH = route(editEnvironmentRoute, (actor, { params, body }) =>
  editEnvironment(actor, params, body),
);
