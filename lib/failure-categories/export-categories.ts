import "server-only";
import { stringify } from "csv-stringify/sync";
import type { Actor } from "@/lib/auth/actor";
import { fileResponse } from "@/lib/http/file-response";
import { listCategoryVersions } from "./list-versions";
import { listCategories } from "./reads";

const COLUMNS = [
  ...["category", "state", "fixed in", "came back in", "prompt", "version"],
  ...["failing cases", "failing traces", "pass rate", "low", "high", "n", "runs"],
];

/** Categories by version as CSV; one that nothing was given to yet has a line of its history. */
export async function exportCategories(actor: Actor): Promise<Response> {
  const { data: categories } = await listCategories(actor);
  const { data: versions } = await listCategoryVersions(actor);
  const rows = categories.flatMap(({ id, name, state, fixed, regressed }) => {
    const history = versions.filter(({ category }) => category === id);
    const head = [name, state, labelOf(fixed?.in), labelOf(regressed?.in)];
    if (history.length === 0) return [[...head, ...Array<string>(9).fill("")]];
    return history.map(({ prompt, version, cases, traces, passRate, runs }) => [
      ...head,
      ...[prompt, version, cases, traces],
      ...[passRate?.value ?? "", passRate?.low ?? "", passRate?.high ?? "", passRate?.n ?? ""],
      runs.join(" "),
    ]);
  });
  return fileResponse(pieces([COLUMNS, ...rows]), {
    name: `${actor.projectSlug}-failure-categories.csv`,
    type: "text/csv",
  });
}

const labelOf = (at: { prompt: string; version: number } | null | undefined): string =>
  at ? `${at.prompt} v${at.version}` : "";

/** Names come from people: a cell that a spreadsheet would run is escaped. */
async function* pieces(rows: (string | number)[][]): AsyncGenerator<string> {
  yield stringify(rows, { escape_formulas: true });
}
