import { formatCountOf } from "@/lib/format-number";

/** Where a label comes from. */
export interface LabelOrigin {
  /** Whose label it is; null: a file says that somebody of this name gave it. */
  labellerId: string | null;
  /** null: the labeller gave it here. */
  importedBy: string | null;
  /** The person below admin who imported it; null: an admin or the operator did. */
  importedById: string | null;
}

/**
 * Whether a label may calibrate a judge. A file proves nobody, so of what an author of the judge brings under the
 * names of others nothing counts until somebody else imports or gives the same: the author could have made it up.
 */
export function isConfirmed(
  { labellerId, importedBy, importedById }: LabelOrigin,
  authors: ReadonlySet<string>,
): boolean {
  if (importedBy === null || importedById === null) return true;
  return labellerId === importedById || !authors.has(importedById);
}

/** What an author of the judge has to know about the labels that they imported. */
export const explainUnconfirmed = (outputs: number): string =>
  `${formatCountOf(outputs, "label")} ${outputs === 1 ? "was" : "were"} imported by an author of the judge and ${outputs === 1 ? "does" : "do"} not count. Ask somebody else to import the same file, or to label the same outputs.`;
