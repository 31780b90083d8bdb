import { env } from "@/lib/env";
import { describeApi, openApiRoute } from "@/lib/http/openapi";
import { route } from "@/lib/http/route";
import { sections } from "./sections";

export const GET = route(openApiRoute, async () =>
  Response.json(describeApi(sections, env().GALLEY_URL)),
);
