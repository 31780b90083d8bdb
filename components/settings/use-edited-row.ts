"use client";
import { parseAsString, useQueryState } from "nuqs";

const NEW = "new";

/** The row of a list that is edited, or a new one; it stands in the address. */
export function useEditedRow<Row extends { id: string }>(
  rows: readonly Row[],
  { mayWrite }: { mayWrite: boolean },
) {
  const [edited, setEdited] = useQueryState("edit", parseAsString);
  const row = rows.find(({ id }) => id === edited) ?? null;
  return {
    /** `new`, or the id of the row; null: none. */
    edited,
    row,
    isOpen: mayWrite && (edited === NEW || row !== null),
    add: () => void setEdited(NEW),
    edit: (id: string) => void setEdited(id),
    close: () => void setEdited(null),
  };
}
