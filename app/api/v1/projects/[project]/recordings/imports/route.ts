import { route } from "@/lib/http/route";
import { importRecordings } from "@/lib/providers/replay/import-recordings";
import { importRecordingsRoute } from "@/lib/providers/replay/recording-contract";

export const POST = route(importRecordingsRoute, (actor, { text }) =>
  importRecordings(actor, text),
);
