import { route } from "@/lib/http/route";
import { exportReleaseRoute } from "@/lib/releases/contract";
import { exportRelease } from "@/lib/releases/note/export-notes";

export const GET = route(exportReleaseRoute, (actor, { params }) =>
  exportRelease(actor, params.release),
);
