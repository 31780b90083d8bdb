import { listCategoryMoves } from "@/lib/failure-categories/list-moves";
import { listCategoryMovesRoute } from "@/lib/failure-categories/move-contract";
import { route } from "@/lib/http/route";

export const GET = route(listCategoryMovesRoute, (actor) => listCategoryMoves(actor));
