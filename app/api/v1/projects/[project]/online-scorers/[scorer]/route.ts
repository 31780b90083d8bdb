import { route } from "@/lib/http/route";
import {
  editOnlineScorerRoute,
  getOnlineScorerRoute,
  removeOnlineScorerRoute,
} from "@/lib/online-scorers/contract";
import { deleteOnlineScorer } from "@/lib/online-scorers/delete-online-scorer";
import { getOnlineScorer } from "@/lib/online-scorers/reads";
import { updateOnlineScorer } from "@/lib/online-scorers/update-online-scorer";

export const GET = route(getOnlineScorerRoute, (actor, { params }) =>
  getOnlineScorer(actor, params.scorer),
);

export const PATCH = route(editOnlineScorerRoute, (actor, { params, body }) =>
  updateOnlineScorer(actor, params.scorer, body),
);

export const DELETE = route(removeOnlineScorerRoute, (actor, { params }) =>
  deleteOnlineScorer(actor, params.scorer),
);
