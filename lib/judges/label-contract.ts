import { z } from "zod";
import { defineRoute, Estimate, Json, listOf, Page, Timestamp } from "@/lib/http/contract";
import { JudgeParams } from "./contract";

const base = "/api/v1/projects/{project}/judges/{name}" as const;

export const LabelSplit = z.enum(["train", "dev", "test"]);
export type LabelSplit = z.infer<typeof LabelSplit>;

/** One label as it is imported; a CSV has these names as columns, and inputs as `input.<variable>`. */
export const LabelRow = z
  .strictObject({
    case: z.string().trim().min(1).max(200).optional(),
    inputs: z.record(z.string().min(1).max(100), Json).optional(),
    expected: Json.optional(),
    output: z.string("Give the output that was labelled.").max(400_000),
    label: z.string("Give the label.").trim().min(1, "Give the label.").max(100),
    judgeLabel: z.string().trim().min(1).max(100).optional(),
    labeller: z
      .string("Say who labelled it.")
      .trim()
      .min(1, "Say who labelled it.")
      .max(120, "At most 120 characters."),
    note: z.string().trim().max(4_000, "At most 4,000 characters.").optional(),
    split: LabelSplit.optional(),
  })
  .meta({ id: "LabelRow" });
export type LabelRow = z.infer<typeof LabelRow>;

export const LabelReport = z
  .object({
    imported: z.int(),
    /** Rows that say what is known already. */
    skipped: z.int(),
    /** The first 5,000; `row` counts rows of data from 1. */
    errors: z.array(z.object({ row: z.int(), message: z.string() })),
  })
  .meta({ id: "LabelReport" });
export type LabelReport = z.infer<typeof LabelReport>;

export const ImportLabelsQuery = z.object({
  /** Say what would happen, change nothing. */
  dryRun: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true"),
});
export type ImportLabelsQuery = z.infer<typeof ImportLabelsQuery>;

/** What one person says; `label` null: put off. */
const PersonLabel = z.object({
  labeller: z.string(),
  label: z.string().nullable(),
  note: z.string(),
  /** Who imported it, and says that the labeller gave it; null: given here. */
  importedBy: z.string().nullable(),
  createdAt: Timestamp,
});

export const LabelItem = z
  .object({
    id: z.string(),
    number: z.int(),
    case: z.string().nullable(),
    input: z.record(z.string(), Json),
    expected: Json.nullable(),
    output: z.string(),
    split: LabelSplit,
    /** Of everybody who labelled it. Others' are withheld until your own is saved. */
    labels: z.array(PersonLabel),
    /** What counts: what all say, or what was resolved; null: nothing yet. */
    label: z.string().nullable(),
    isResolved: z.boolean(),
  })
  .meta({ id: "LabelItem" });
export type LabelItem = z.infer<typeof LabelItem>;

export const ListItems = Page.extend({
  split: LabelSplit.optional(),
  /** `mine`: what you have labelled; `disagreements`: people differ and nobody decided. */
  state: z.enum(["all", "labelled", "mine", "disagreements"]).default("all"),
});
export type ListItems = z.infer<typeof ListItems>;

export const ExportLabelsQuery = z.object({
  format: z.enum(["csv", "jsonl"]).default("csv"),
  split: LabelSplit.optional(),
});
export type ExportLabelsQuery = z.infer<typeof ExportLabelsQuery>;

export const LabelQueue = z
  .object({
    /** Not labelled by you, those that you put off last; the first 50. */
    items: z.array(LabelItem),
    total: z.int(),
    labelled: z.int(),
    fails: z.int(),
    deferred: z.int(),
    disagreements: z.int(),
    /** Everybody who labelled, with how many. */
    labellers: z.array(
      z.object({
        labeller: z.string(),
        importedBy: z.string().nullable(),
        labels: z.int(),
        isYou: z.boolean(),
      }),
    ),
    /** How often two people say the same, where two have labelled. */
    agreement: Estimate.nullable(),
    kappa: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  })
  .meta({ id: "LabelQueue" });
export type LabelQueue = z.infer<typeof LabelQueue>;

export const SaveLabel = z.strictObject({
  /** null: put it off, with a note that says why. */
  label: z.string().trim().min(1).max(100).nullable(),
  note: z.string().trim().max(4_000, "At most 4,000 characters.").default(""),
});
export type SaveLabel = z.infer<typeof SaveLabel>;

export const ResolveItem = z.strictObject({
  label: z.string().trim().min(1).max(100),
  note: z.string().trim().max(4_000, "At most 4,000 characters.").default(""),
});
export type ResolveItem = z.infer<typeof ResolveItem>;

export const AddItems = z.strictObject({
  /** A run over development cases whose outputs are labelled: its id or number. */
  run: z.union([z.string().min(1).max(100), z.int()]).transform(String),
  /** Drawn at random. */
  count: z.int().min(1, "At least 1.").max(1_000, "At most 1,000.").default(100),
});
export type AddItems = z.infer<typeof AddItems>;

export const ItemParams = JudgeParams.extend({ item: z.uuid() });

const reading = { scope: "evals:read" } as const;
const writing = { scope: "evals:write", role: "editor" } as const;

export const importLabelsRoute = defineRoute({
  method: "POST",
  path: `${base}/labels`,
  summary: "Import labels as JSON rows, CSV or JSONL; each row stands alone",
  access: writing,
  params: JudgeParams,
  query: ImportLabelsQuery,
  rawBody: ["application/json", "text/csv", "application/jsonl", "application/x-ndjson"],
  hasOwnEncoding: true,
  maxBodyBytes: 50_000_000,
  response: LabelReport,
});

export const listItemsRoute = defineRoute({
  method: "GET",
  path: `${base}/labels`,
  summary: "Outputs with their labels, in the order in which they were added",
  access: reading,
  params: JudgeParams,
  query: ListItems,
  response: listOf(LabelItem),
});

export const exportLabelsRoute = defineRoute({
  method: "GET",
  path: `${base}/labels/exports`,
  summary: "The labels that you may see as CSV or JSONL; the JSONL imports to the same labels",
  access: reading,
  params: JudgeParams,
  query: ExportLabelsQuery,
  files: ["text/csv", "application/jsonl"],
});

export const getLabelQueueRoute = defineRoute({
  method: "GET",
  path: `${base}/queue`,
  summary: "What you have not labelled yet, and how far everybody is",
  access: reading,
  params: JudgeParams,
  response: LabelQueue,
});

export const addItemsRoute = defineRoute({
  method: "POST",
  path: `${base}/items`,
  summary: "Add outputs of a run to the queue, drawn at random",
  access: writing,
  params: JudgeParams,
  body: AddItems,
  status: 201,
  response: z.object({ added: z.int(), skipped: z.int() }),
});

export const saveLabelRoute = defineRoute({
  method: "PUT",
  path: `${base}/items/{item}/label`,
  summary: "Label an output, or put it off",
  access: writing,
  params: ItemParams,
  body: SaveLabel,
  response: LabelItem,
});

export const undoLabelRoute = defineRoute({
  method: "DELETE",
  path: `${base}/items/{item}/label`,
  summary: "Take your label back",
  access: writing,
  params: ItemParams,
  status: 204,
});

export const resolveItemRoute = defineRoute({
  method: "PUT",
  path: `${base}/items/{item}/resolution`,
  summary: "Decide what counts where people disagree; their own labels stay",
  access: writing,
  params: ItemParams,
  body: ResolveItem,
  response: LabelItem,
});
