import { route } from "@/lib/http/route";
import { exportChangelogRoute } from "@/lib/releases/contract";
import { exportChangelog } from "@/lib/releases/note/export-notes";

export const GET = route(exportChangelogRoute, (actor, { query }) => exportChangelog(actor, query));
