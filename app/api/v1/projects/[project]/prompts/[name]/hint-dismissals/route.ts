import { listHintDismissalsRoute } from "@/lib/chains/hints/hint-contract";
import { listHintDismissals } from "@/lib/chains/hints/reads";
import { route } from "@/lib/http/route";

export const GET = route(listHintDismissalsRoute, (actor, { params }) =>
  listHintDismissals(actor, params.name),
);
