import { route } from "@/lib/http/route";
import { exportRecordingsRoute } from "@/lib/providers/contract";
import { exportRecordings } from "@/lib/providers/replay/export-recordings";

export const GET = route(exportRecordingsRoute, async (actor) => exportRecordings(actor));
