import { route } from "@/lib/http/route";
import { reopenThreadRoute, resolveThreadRoute } from "@/lib/reviews/comments/comment-contract";
import { setResolved } from "@/lib/reviews/comments/write-comment";

export const POST = route(resolveThreadRoute, (actor, { params }) =>
  setResolved(actor, params, true),
);

export const DELETE = route(reopenThreadRoute, (actor, { params }) =>
  setResolved(actor, params, false),
);
