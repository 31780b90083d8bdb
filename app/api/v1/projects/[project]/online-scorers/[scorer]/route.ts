import { route } from "@/lib/http/route";
import {
  editOnlineScorerRoute,
  getOnlineScorerRoute,
  removeOnlineScorerRoute,
} from "@/lib/online-scorers/contract";
import { editOnlineScorer } from "@/lib/online-scorers/edit-online-scorer";
import { getOnlineScorer } from "@/lib/online-scorers/reads";
import { removeOnlineScorer } from "@/lib/online-scorers/remove-online-scorer";

export const GET = route(getOnlineScorerRoute, (actor, { params }) =>
  getOnlineScorer(actor, params.scorer),
);

export const PATCH = route(editOnlineScorerRoute, (actor, { params, body }) =>
  editOnlineScorer(actor, params.scorer, body),
);

export const DELETE = route(removeOnlineScorerRoute, (actor, { params }) =>
  removeOnlineScorer(actor, params.scorer),
);
