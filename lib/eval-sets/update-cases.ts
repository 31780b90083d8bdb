import type { Actor } from "@/lib/auth/actor";
import type { Surroundings } from "@/lib/db/around";
import { formatCountOf } from "@/lib/format-number";
import { notFound } from "@/lib/http/app-error";
import type { CaseAttributes } from "./case-content";
import { type CaseState, factsOf } from "./case-state";
import { requireHoldoutAssertions } from "./check-assertions";
import { type SetChange, UpdateCases } from "./eval-case";
import { findCaseRows } from "./scan-cases";
import { isSame } from "./update-case";
import { visibleCases } from "./visible-cases";
import { writeCases } from "./write-cases";

/** Sets kind, split or attributes of many cases; cases that already are so keep their state. */
export async function updateCases(
  actor: Actor,
  name: string,
  input: UpdateCases,
  surroundings?: Surroundings,
): Promise<SetChange> {
  const { caseIds, set: newValues } = UpdateCases.parse(input);
  const { revision, changes } = await writeCases(
    actor,
    name,
    async (tx, set) => {
      const rows = await findCaseRows(tx, set.id, caseIds);
      rows.forEach(visibleCases(actor).require);
      const missing = caseIds.find((id) => !rows.some(({ caseId }) => caseId === id));
      if (missing !== undefined) throw notFound(`The case “${missing}”`);
      const close: string[] = [];
      const insert: CaseState[] = [];
      let unsealed = 0;
      for (const row of rows) {
        const content = {
          input: row.input,
          expected: row.expected,
          kind: newValues.kind ?? row.kind,
          split: newValues.split ?? row.split,
          attributes: withAttributes(row.attributes, newValues.attributes ?? {}),
          assertions: row.assertions,
          steps: row.steps ?? null,
          promptfoo: row.promptfoo,
        };
        if (isSame(row, content)) continue;
        requireHoldoutAssertions(actor, content);
        if (row.split === "holdout" && content.split === "development") unsealed += 1;
        close.push(row.id);
        insert.push({
          ...content,
          ...factsOf(content),
          caseId: row.caseId,
          position: row.position,
        });
      }
      return {
        summary: summarize(insert.length, newValues),
        close,
        insert,
        added: 0,
        updated: insert.length,
        removed: 0,
        unsealed,
      };
    },
    surroundings,
  );
  return { revision, changed: changes.updated };
}

function withAttributes(
  attributes: CaseAttributes,
  set: Record<string, string | number | boolean | null>,
): CaseAttributes {
  const next: CaseAttributes = {};
  for (const [name, value] of Object.entries({ ...attributes, ...set })) {
    if (value !== null) next[name] = value;
  }
  return next;
}

function summarize(count: number, { kind, split, attributes }: UpdateCases["set"]): string {
  const what = [
    kind && `kind ${kind}`,
    split && `split ${split}`,
    attributes && `attributes ${Object.keys(attributes).join(", ")}`,
  ].filter(Boolean);
  return `${formatCountOf(count, "case")} set to ${what.join(", ")}`;
}
