import { dismissHint, restoreHint } from "@/lib/chains/hints/dismiss-hint";
import { dismissHintRoute, restoreHintRoute } from "@/lib/chains/hints/hint-contract";
import { route } from "@/lib/http/route";

export const PUT = route(dismissHintRoute, (actor, { params }) =>
  dismissHint(actor, params.name, params.hint),
);
export const DELETE = route(restoreHintRoute, (actor, { params }) =>
  restoreHint(actor, params.name, params.hint),
);
