import { route } from "@/lib/http/route";
import { takeOverRoute } from "@/lib/reviews/comments/comment-contract";
import { takeOverSuggestion } from "@/lib/reviews/comments/take-over-suggestion";

export const POST = route(takeOverRoute, (actor, { params }) => takeOverSuggestion(actor, params));
