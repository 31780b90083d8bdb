import { route } from "@/lib/http/route";
import { previewSpecLooseningRoute } from "@/lib/specs/loosening-contract";
import { previewSpecLoosening } from "@/lib/specs/preview-loosening";

export const POST = route(previewSpecLooseningRoute, (actor, { params, body }) =>
  previewSpecLoosening(actor, params.name, body),
);
