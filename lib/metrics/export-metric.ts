import { stringify } from "csv-stringify/sync";
import type { Actor } from "@/lib/auth/actor";
import { fileResponse } from "@/lib/http/file-response";
import type { MetricQuery } from "./contract";
import { getMetric } from "./reads";

const COLUMNS = ["at", "group", "metric", "value", "low", "high", "n"];

/** One metric over time as CSV; a bound that is not known is an empty cell. */
export async function exportMetric(actor: Actor, query: MetricQuery): Promise<Response> {
  const { metric, series } = await getMetric(actor, query);
  const rows = series.flatMap(({ key, points }) =>
    points.map(({ at, value, low, high, n }) => [at, key, metric, value, low ?? "", high ?? "", n]),
  );
  return fileResponse(pieces([COLUMNS, ...rows]), {
    name: `${actor.projectSlug}-${metric}.csv`,
    type: "text/csv",
  });
}

/** Names of groups come from applications: a cell that a spreadsheet would run is escaped. */
async function* pieces(rows: (string | number)[][]): AsyncGenerator<string> {
  yield stringify(rows, { escape_formulas: true });
}
