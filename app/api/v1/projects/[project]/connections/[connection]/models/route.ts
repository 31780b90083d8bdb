import { route } from "@/lib/http/route";
import { listModelsRoute } from "@/lib/providers/contract";
import { listModels } from "@/lib/providers/reads";

export const GET = route(listModelsRoute, (actor, { params }) =>
  listModels(actor, params.connection),
);
