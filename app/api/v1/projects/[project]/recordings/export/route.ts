import { route } from "@/lib/http/route";
import { exportRecordings } from "@/lib/providers/replay/export-recordings";
import { exportRecordingsRoute } from "@/lib/providers/replay/recording-contract";

export const GET = route(exportRecordingsRoute, async (actor) => exportRecordings(actor));
