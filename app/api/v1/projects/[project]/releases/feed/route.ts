import { route } from "@/lib/http/route";
import { readFeedRoute } from "@/lib/releases/contract";
import { loadFeed } from "@/lib/releases/note/export-notes";

export const GET = route(readFeedRoute, (actor, { query }) => loadFeed(actor, query));
