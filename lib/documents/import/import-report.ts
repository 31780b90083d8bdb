import { z } from "zod";

export const ImportDocumentsQuery = z.object({
  /** Say what would happen, change nothing. */
  dryRun: z
    .enum(["true", "false", "1", "0", ""])
    .default("false")
    .transform((value) => value === "true" || value === "1"),
  /** The name of the file: passages of Markdown and plain text are called after it. */
  file: z.string().max(200, "A file's name has at most 200 characters.").default("document.md"),
});
export type ImportDocumentsQuery = z.infer<typeof ImportDocumentsQuery>;

/** `row` counts from 1 within its file. */
const DocumentError = z.object({ file: z.string(), row: z.int(), message: z.string() });
export type DocumentError = z.infer<typeof DocumentError>;

export const PassageState = z.enum(["added", "updated", "unchanged"]);
export type PassageState = z.infer<typeof PassageState>;

export const ImportDocumentsReport = z
  .object({
    /** Passages and rows of all files; added + updated + unchanged + errorRows. */
    rows: z.int(),
    added: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    errorRows: z.int(),
    /** The first 1,000. */
    errors: z.array(DocumentError),
    /** The first 200, with the beginning of their texts. */
    passages: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        excerpt: z.string(),
        length: z.int(),
        state: PassageState,
      }),
    ),
    dryRun: z.boolean(),
    revision: z.int(),
  })
  .meta({ id: "ImportDocumentsReport" });
export type ImportDocumentsReport = z.infer<typeof ImportDocumentsReport>;
