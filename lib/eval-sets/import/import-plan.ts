import type { Duplicate, Relabel, RowError } from "./import-report";

/** As many as a report tells one by one. */
export const MOST_LISTED = 1_000;

/** What an import makes of its rows, in figures and with the first of each kind. */
export interface ImportPlan {
  imported: number;
  updated: number;
  updatedCases: string[];
  skipped: number;
  errorRows: number;
  errors: RowError[];
  duplicates: Duplicate[];
  relabels: Relabel[];
  /** Holdout cases that it moves to development. */
  unsealed: number;
  newBySplit: { development: number; holdout: number };
}

export const emptyPlan = (): ImportPlan => ({
  imported: 0,
  updated: 0,
  updatedCases: [],
  skipped: 0,
  errorRows: 0,
  errors: [],
  duplicates: [],
  relabels: [],
  unsealed: 0,
  newBySplit: { development: 0, holdout: 0 },
});
