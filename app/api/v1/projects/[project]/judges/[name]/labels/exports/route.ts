import { route } from "@/lib/http/route";
import { exportLabelsRoute } from "@/lib/judges/label-contract";
import { exportLabels } from "@/lib/judges/labels/export-labels";

export const GET = route(exportLabelsRoute, (actor, { params, query }) =>
  exportLabels(actor, params.name, query),
);
