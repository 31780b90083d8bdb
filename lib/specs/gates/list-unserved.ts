import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { caseCursor, scanCases } from "@/lib/eval-sets/scan-cases";
import type { Page } from "@/lib/http/contract";
import { loadPrompt } from "@/lib/prompts/load-prompt";
import { listSegmentsOf, segmentsOf } from "@/lib/runs/execute/run-segments";
import type { UnservedCase } from "@/lib/specs/contract";
import { newestSpec, specOf } from "@/lib/specs/load-spec";

const PREVIEW_CHARACTERS = 160;

/**
 * The development cases of a set that no criterion of the spec looks at. Those of the holdout are only
 * counted (see spec-coverage.ts): one by one, the segments of a case would be told.
 */
export async function listUnserved(
  actor: Actor,
  name: string,
  { evalSet, limit, cursor }: Page & { evalSet: string },
): Promise<{ data: UnservedCase[]; nextCursor: string | null }> {
  authorize(actor, { scope: "evals:read" });
  const prompt = await loadPrompt(actor, name);
  const set = await findEvalSet(actor, evalSet);
  const { criteria } = specOf(await newestSpec(prompt.id));
  const segments = await listSegmentsOf(actor.projectId);
  const setCriteria = criteria.filter(
    (each) => each.evalSet === set.name && each.split === "development",
  );
  // A criterion without a segment looks at every case.
  if (setCriteria.some(({ segment }) => !segment)) return { data: [], nextCursor: null };
  const looked = new Set(setCriteria.map(({ segment }) => segment));
  const rows = [];
  const cases = scanCases(actor, set.id, { split: "development" }, { cursor });
  for await (const row of cases) {
    if (segmentsOf(row, segments).some((segment) => looked.has(segment))) continue;
    rows.push(row);
    if (rows.length > limit) break;
  }
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map((row) => ({
      caseId: row.caseId,
      kind: row.kind,
      segments: segmentsOf(row, segments),
      preview: previewOf(row.input),
    })),
    nextCursor: rows.length > limit && last ? caseCursor(last) : null,
  };
}

function previewOf(input: Readonly<Record<string, unknown>>): string {
  const longest = Object.values(input)
    .map((value) => (typeof value === "string" ? value : JSON.stringify(value)))
    .reduce((one, two) => (two.length > one.length ? two : one), "");
  const text = longest.replace(/\s+/g, " ").trim();
  return text.length <= PREVIEW_CHARACTERS ? text : `${text.slice(0, PREVIEW_CHARACTERS - 1)}…`;
}
