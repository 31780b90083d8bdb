import { route } from "@/lib/http/route";
import { importRecordingsRoute } from "@/lib/providers/contract";
import { importRecordings } from "@/lib/providers/replay/import-recordings";

export const POST = route(importRecordingsRoute, (actor, { text }) =>
  importRecordings(actor, text),
);
