import { route } from "@/lib/http/route";
import { takeOverRoute } from "@/lib/reviews/comment-contract";
import { takeOverSuggestion } from "@/lib/reviews/take-over-suggestion";

export const POST = route(takeOverRoute, (actor, { params }) => takeOverSuggestion(actor, params));
