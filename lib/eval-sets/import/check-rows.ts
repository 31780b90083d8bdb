import "server-only";
import { createHash } from "node:crypto";
import { type ImportFile, MAX_ERRORS } from "@/lib/http/files/import-file";
import { checkScorers } from "@/lib/scorers/check-scorers";
import type { RowError } from "./import-report";
import { type ColumnWish, parseImportRows } from "./parse-import-rows";
import type { ImportRow } from "./row-parts";

/** What is known of all rows of a file before one of them is planned. */
export interface CheckedRows {
  /** Rows that become no case, and why: the first of them. */
  errors: RowError[];
  errorRows: number;
  /** Rows whose own scorers cannot be used. */
  unusable: ReadonlySet<number>;
  /** The ids that rows ask for. */
  ids: Set<string>;
  warnings: string[];
  good: number;
  /** Whether some row says what is expected of it. */
  hasExpectation: boolean;
}

/**
 * Reads all rows once: what is wrong with them has to be known before the set is locked, and scorers are compiled
 * in threads, for which no transaction should wait.
 */
export async function checkRows(
  projectId: string,
  file: ImportFile,
  wish: ColumnWish,
): Promise<CheckedRows> {
  const check = new RowsCheck(projectId, file);
  for await (const row of parseImportRows(file, wish)) {
    if (Array.isArray(row)) check.refuse(row);
    else await check.add(row);
  }
  return check.finish();
}

class RowsCheck {
  readonly #projectId: string;
  readonly #checked: CheckedRows;
  readonly #unusable = new Set<number>();
  /** By a list of scorers, what is wrong with it: many rows share one, which is compiled once. */
  readonly #problems = new Map<string, string | null>();
  #brokenRows = 0;

  constructor(projectId: string, { errors, errorRows, warnings }: ImportFile) {
    this.#projectId = projectId;
    this.#checked = {
      errors: [...errors],
      errorRows,
      unusable: this.#unusable,
      ids: new Set(),
      warnings: [...warnings],
      good: 0,
      hasExpectation: false,
    };
  }

  refuse(errors: readonly RowError[]): void {
    this.#checked.errorRows += 1;
    if (this.#checked.errors.length < MAX_ERRORS) this.#checked.errors.push(...errors);
  }

  async add(row: ImportRow): Promise<void> {
    if (hasBrokenText(row)) this.#brokenRows += 1;
    const message = row.assertions ? await this.#problemOf(row.assertions) : null;
    if (message !== null) {
      this.#unusable.add(row.row);
      this.refuse([{ row: row.row, column: "assertions", message }]);
      return;
    }
    this.#checked.good += 1;
    this.#checked.hasExpectation ||= saysSomething(row);
    if (row.id !== undefined) this.#checked.ids.add(row.id);
  }

  finish(): CheckedRows {
    const { errors, warnings } = this.#checked;
    errors.sort((one, two) => one.row - two.row);
    warnings.push(...encodingWarning(this.#brokenRows));
    return this.#checked;
  }

  async #problemOf(assertions: NonNullable<ImportRow["assertions"]>): Promise<string | null> {
    const key = createHash("sha256").update(JSON.stringify(assertions)).digest("base64");
    let message = this.#problems.get(key);
    if (message === undefined) {
      const [first] = await checkScorers(this.#projectId, assertions);
      message = first?.message ?? null;
      this.#problems.set(key, message);
    }
    return message;
  }
}

const saysSomething = ({ expected, assertions, steps }: ImportRow): boolean =>
  (expected ?? null) !== null || (assertions ?? null) !== null || (steps ?? null) !== null;

const hasBrokenText = ({ input }: ImportRow): boolean => JSON.stringify(input).includes("\uFFFD");

function encodingWarning(broken: number): string[] {
  if (broken === 0) return [];
  return [
    `${broken} rows hold the sign �. The program that wrote the file lost characters, or the encoding is a different one.`,
  ];
}
