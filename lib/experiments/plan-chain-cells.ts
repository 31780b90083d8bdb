import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { listProblems } from "@/lib/chains/check-chain";
import { AppError, type FieldError } from "@/lib/http/app-error";
import { ChainContent } from "@/lib/prompts/chain/chain-content";
import { loadPromptOfKind, loadVersion } from "@/lib/prompts/load-prompt";
import { applyOptions } from "./apply-options";
import type { ChainOptions, ColumnOption, RowOption } from "./option-contract";

/** A cell of a chain: what it runs, and whether that is its row's version as it is. */
export interface ChainCell {
  content: ChainContent;
  isVersion: boolean;
}

/** What each cell runs, in their order. A chain that does not fit together is refused with the error at its step. */
export async function planChainCells(
  actor: Actor,
  chain: string,
  { rows, columns }: ChainOptions,
): Promise<ChainCell[]> {
  await loadPromptOfKind(actor, chain, "chain");
  const errors: FieldError[] = [];
  const cells: ChainCell[] = [];
  for (const [at, row] of rows.entries()) {
    const version = await loadRow(actor, chain, row, `rows.${at}.version`);
    const across = columns.length > 0 ? columns : [undefined];
    errors.push(...findUnknownSteps(row, { version, number: row.version, place: `rows.${at}` }));
    for (const [index, column] of across.entries()) {
      const place = { row, rowPlace: `rows.${at}`, column, columnPlace: `columns.${index}` };
      if (column) {
        const of = { version, number: row.version, place: place.columnPlace };
        errors.push(...findUnknownSteps(column, of), ...findDoubles(place));
      }
      const content = applyOptions(version, row, column);
      const problems = await listProblems(actor, content);
      errors.push(...problems.map((problem) => placeProblem(problem, content, place)));
      cells.push({ content, isVersion: row.steps.length === 0 && !column?.steps.length });
    }
  }
  const different = errors.filter(
    ({ path, message }, at) =>
      errors.findIndex((one) => one.path === path && one.message === message) === at,
  );
  const [first] = different;
  if (first) throw new AppError("invalid", first.message, { errors: different });
  return cells;
}

async function loadRow(actor: Actor, chain: string, { version }: RowOption, path: string) {
  const row = await loadVersion(actor, chain, version).catch((error: unknown) => {
    if (!(error instanceof Error) || error.name !== "AppError") throw error;
    throw new AppError("invalid", error.message, { errors: [{ path, message: error.message }] });
  });
  return ChainContent.parse(row.chain);
}

function findUnknownSteps(
  { steps }: Pick<ColumnOption, "steps">,
  { version, number, place }: { version: ChainContent; number: number; place: string },
): FieldError[] {
  const keys = version.steps.map(({ key }) => key);
  return steps.flatMap(({ key }, index) =>
    keys.includes(key)
      ? []
      : [
          {
            path: `${place}.steps.${index}.key`,
            message: `v${number} has no step “${key}”. It has ${keys.join(", ")}.`,
          },
        ],
  );
}

interface CellPlace {
  row: RowOption;
  rowPlace: string;
  column: ColumnOption | undefined;
  columnPlace: string;
}

/** A step that both change would be the column's alone, and the row would not be what it says. */
function findDoubles({ row, column, columnPlace }: CellPlace): FieldError[] {
  return (column?.steps ?? []).flatMap(({ key }, index) =>
    row.steps.some((step) => step.key === key)
      ? [
          {
            path: `${columnPlace}.steps.${index}.key`,
            message: `The row “${row.name}” changes “${key}” as well. Change it in one of the two.`,
          },
        ]
      : [],
  );
}

/** `steps.2.config.code` of a cell's chain, as a place of the option that changed that step. */
export function placeProblem(
  { path, message }: FieldError,
  { steps }: Pick<ChainContent, "steps">,
  { row, rowPlace, column, columnPlace }: CellPlace,
): FieldError {
  const [, index = "", rest = ""] = /^steps\.(\d+)(.*)$/.exec(path) ?? [];
  const key = steps[Number(index)]?.key;
  const ofColumn = column?.steps.findIndex((step) => step.key === key) ?? -1;
  if (ofColumn !== -1) return { path: `${columnPlace}.steps.${ofColumn}${rest}`, message };
  const ofRow = row.steps.findIndex((step) => step.key === key);
  if (ofRow !== -1) return { path: `${rowPlace}.steps.${ofRow}${rest}`, message };
  // A step that nobody changed no longer fits, or never did.
  const place = column && column.steps.length > 0 ? columnPlace : rowPlace;
  return { path: `${place}.steps`, message: key === undefined ? message : `${key}: ${message}` };
}
