import { route } from "@/lib/http/route";
import { createEnvironment } from "@/lib/projects/create-environment";
import { createEnvironmentRoute, listEnvironmentsRoute } from "@/lib/projects/environment-contract";
import { listEnvironments } from "@/lib/projects/reads";

export const GET = route(listEnvironmentsRoute, (actor) => listEnvironments(actor));
export const POST = route(createEnvironmentRoute, (actor, { body }) =>
  createEnvironment(actor, body),
);
