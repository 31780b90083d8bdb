import { route } from "@/lib/http/route";
import { writeCommentRoute } from "@/lib/reviews/comments/comment-contract";
import { writeComment } from "@/lib/reviews/comments/write-comment";

export const POST = route(writeCommentRoute, (actor, { params, body }) =>
  writeComment(actor, params.id, body),
);
