import { z } from "zod";
import { Split } from "@/lib/eval-sets/case-content";
import { SplitCounts } from "@/lib/eval-sets/split-counts";
import { Json } from "@/lib/http/contract";
import { ENCODINGS } from "@/lib/http/files/encodings";
import { ScorerSpec } from "@/lib/scorers/contract";

const yes = z
  .enum(["true", "false", "1", "0", ""])
  .default("false")
  .transform((value) => value === "true" || value === "1");

export const ImportQuery = z.object({
  /** Say what would happen, change nothing. */
  dryRun: yes,
  /** Where new cases go when their row does not say it. */
  split: Split.optional(),
  /** JSON, column → target: `{"category":"expected","note":"ignore"}`. */
  mapping: z.string().max(50_000).optional(),
  /** Of the new cases without a split, every n-th goes to holdout, drawn with `seed`. */
  holdoutEvery: z.coerce.number().int().min(2).max(100).optional(),
  seed: z.string().max(100).default("1"),
  /** How the bytes are read as text; `auto` goes by the charset of the request, else by the bytes. */
  encoding: z.enum(["auto", ...ENCODINGS]).default("auto"),
  /** Where no column is expected, take the one whose name is usual for it. */
  suggest: yes,
  /**
   * A row without an id that has the input of exactly one case and another expected value: a case of its own, or
   * that case with the new value.
   */
  relabel: z.enum(["add", "update"]).default("add"),
  /** The configuration among the files of an archive; else `promptfooconfig.yaml`. */
  config: z.string().max(500).optional(),
  /** JSON, a provider of promptfoo → a model here: `{"openai:gpt-4o":{"provider":"main","name":"gpt-4o"}}`. */
  providers: z.string().max(50_000).optional(),
});
export type ImportQuery = z.infer<typeof ImportQuery>;

/** `row` counts rows of data from 1, without the header and empty lines; in YAML the tests. */
const RowError = z.object({ row: z.int(), column: z.string().optional(), message: z.string() });
export type RowError = z.infer<typeof RowError>;

/** `of` is left out when the other case is withheld from the actor. */
const Duplicate = z.object({
  row: z.int(),
  of: z.string().optional(),
  ofRow: z.int().optional(),
  message: z.string(),
  /** The beginning of the row's input. */
  text: z.string(),
});
export type Duplicate = z.infer<typeof Duplicate>;

/** A row with the input of a case and another expected value than that case. */
const Relabel = z.object({
  row: z.int(),
  of: z.string(),
  text: z.string(),
  from: Json,
  to: Json,
});
export type Relabel = z.infer<typeof Relabel>;

const ForeignPrompt = z.object({
  label: z.string(),
  messages: z.array(
    z.object({ role: z.enum(["system", "user", "assistant"]), content: z.string() }),
  ),
  /** Why it cannot become a version; null when it can. */
  problem: z.string().nullable(),
});

const ForeignProvider = z.object({
  id: z.string(),
  label: z.string().nullable(),
  uses: z.array(z.enum(["prompt", "grader", "embedding"])),
});

export const ImportReport = z
  .object({
    rows: z.int(),
    imported: z.int(),
    updated: z.int(),
    /** Ids of the cases that are updated; the first 1,000. */
    updatedCases: z.array(z.string()),
    skipped: z.int(),
    /** Rows left out because of errors; a row can have several errors. imported + updated + skipped + errorRows = rows. */
    errorRows: z.int(),
    /** The first 5,000 errors. */
    errors: z.array(RowError),
    /** Why rows were skipped; the first 1,000. */
    duplicates: z.array(Duplicate),
    /** Imported all the same; the first 1,000, only counted in a dry run. */
    nearDuplicates: z.array(Duplicate),
    /** What `relabel` decides about; the first 1,000. They are counted as imported or updated. */
    relabels: z.array(Relabel),
    newBySplit: SplitCounts,
    /** `isSuggested`: by the column's name, not by the mapping. */
    columns: z.array(
      z.object({
        column: z.string(),
        target: z.string(),
        sample: z.string(),
        isSuggested: z.boolean(),
      }),
    ),
    encoding: z.enum(ENCODINGS),
    warnings: z.array(z.string()),
    /** Scorers that the file's own assertions stand for. */
    suggestedScorers: z.array(ScorerSpec),
    /** For promptfoo: every assertion of every test, those of its defaults once per test. The first 5,000 stored. */
    assertions: z
      .object({
        run: z.int(),
        storedCount: z.int(),
        stored: z.array(z.object({ row: z.int(), type: z.string(), reason: z.string() })),
      })
      .optional(),
    /** For promptfoo: what the file holds besides its tests. */
    promptfoo: z
      .object({
        providers: z.array(ForeignProvider),
        prompts: z.array(ForeignPrompt),
        /** Judges and embeddings that every test asks; the import adds them to the set's scorers. */
        setScorers: z.array(ScorerSpec),
      })
      .optional(),
    dryRun: z.boolean(),
    revision: z.int(),
  })
  .meta({ id: "ImportReport" });
export type ImportReport = z.infer<typeof ImportReport>;
