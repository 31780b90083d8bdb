import { route } from "@/lib/http/route";
import { writeCommentRoute } from "@/lib/reviews/comment-contract";
import { writeComment } from "@/lib/reviews/write-comment";

export const POST = route(writeCommentRoute, (actor, { params, body }) =>
  writeComment(actor, params.id, body),
);
