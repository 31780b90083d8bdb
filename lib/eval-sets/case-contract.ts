import { z } from "zod";
import { ImportQuery, ImportReport } from "@/lib/eval-sets/import/import-report";
import { defineRoute, listOf, Page } from "@/lib/http/contract";
import { HoldoutChoice } from "./case-content";
import { EvalSetParams } from "./contract";
import {
  AddCase,
  CaseChange,
  CaseFilters,
  DeleteCases,
  EvalCase,
  RevisionNumber,
  SetChange,
  UpdateCase,
  UpdateCases,
  VisibleCase,
} from "./eval-case";

const base = "/api/v1/projects/{project}/eval-sets" as const;

const read = { scope: "evals:read" } as const;
const write = { scope: "evals:write", role: "editor" } as const;

export const CaseParams = EvalSetParams.extend({ caseId: z.string().min(1) });
export const listCasesRoute = defineRoute({
  method: "GET",
  path: `${base}/{name}/cases`,
  summary: "Cases, development first; holdout cases without content below admin",
  access: read,
  params: EvalSetParams,
  query: Page.extend(CaseFilters.shape),
  response: listOf(EvalCase),
});

export const addCaseRoute = defineRoute({
  method: "POST",
  path: `${base}/{name}/cases`,
  summary: "Add one case",
  access: write,
  params: EvalSetParams,
  body: AddCase,
  status: 201,
  response: CaseChange,
});

export const getCaseRoute = defineRoute({
  method: "GET",
  path: `${base}/{name}/cases/{caseId}`,
  summary: "One case",
  access: read,
  params: CaseParams,
  query: z.object({ revision: RevisionNumber.optional() }),
  response: VisibleCase,
  hasEtag: true,
});

export const editCaseRoute = defineRoute({
  method: "PATCH",
  path: `${base}/{name}/cases/{caseId}`,
  summary: "Change one case; makes a new revision",
  access: write,
  params: CaseParams,
  body: UpdateCase,
  response: CaseChange,
});

export const removeCaseRoute = defineRoute({
  method: "DELETE",
  path: `${base}/{name}/cases/{caseId}`,
  summary: "Remove one case; older revisions keep it",
  access: write,
  params: CaseParams,
  response: SetChange,
});

export const copyCaseRoute = defineRoute({
  method: "POST",
  path: `${base}/{name}/cases/{caseId}/copies`,
  summary: "Duplicate one case under a new id",
  access: write,
  params: CaseParams,
  status: 201,
  response: CaseChange,
});

export const editCasesRoute = defineRoute({
  method: "POST",
  path: `${base}/{name}/case-edits`,
  summary: "Set kind, split or attributes of many cases in one revision",
  access: write,
  params: EvalSetParams,
  body: UpdateCases,
  response: SetChange,
});

export const removeCasesRoute = defineRoute({
  method: "POST",
  path: `${base}/{name}/case-removals`,
  summary: "Remove many cases in one revision",
  access: write,
  params: EvalSetParams,
  body: DeleteCases,
  response: SetChange,
});

export const exportCasesRoute = defineRoute({
  method: "GET",
  path: `${base}/{name}/exports`,
  summary: "The filtered cases as a CSV, JSONL or promptfoo file that imports to the same cases",
  access: read,
  params: EvalSetParams,
  query: CaseFilters.extend({
    format: z.enum(["csv", "jsonl", "promptfoo"]).default("csv"),
    holdout: HoldoutChoice.default("exclude"),
  }),
  files: ["text/csv", "application/jsonl", "application/yaml"],
});

export const importCasesRoute = defineRoute({
  method: "POST",
  path: `${base}/{name}/imports`,
  summary:
    "Import cases from CSV, JSON, JSONL or a promptfoo file; with dryRun only say what would happen",
  access: write,
  params: EvalSetParams,
  query: ImportQuery,
  rawBody: [
    "text/csv",
    "application/jsonl",
    "application/x-ndjson",
    "application/json",
    "application/yaml",
    "application/x-yaml",
    "text/yaml",
    "application/zip",
  ],
  maxBodyBytes: 50_000_000,
  hasOwnEncoding: true,
  response: ImportReport,
});
