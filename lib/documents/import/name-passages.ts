import { MAX_TITLE, type PassageText } from "@/lib/documents/passage";
import { divideText } from "./divide-text";

const MAX_SLUG = 80;

/** `Returns & refunds.md` → `returns-refunds`. */
export function slugOf(text: string): string {
  const slug = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return [...slug].slice(0, MAX_SLUG).join("").replace(/-+$/, "");
}

/** The name of a file without its folders and its ending. */
export function stemOf(file: string): string {
  const name = file.split("/").at(-1) ?? file;
  return name.replace(/(?<=.)\.[A-Za-z0-9]+$/, "");
}

/** `help/Returns & refunds.md` → `help/returns-refunds`: files of one name in two folders stay apart. */
function prefixOf(file: string): string {
  const folders = file.split("/").slice(0, -1);
  const names = [...folders, stemOf(file)].map(slugOf).filter((name) => name !== "");
  return names.join("/").slice(-MAX_SLUG / 2) || "document";
}

/**
 * Passages with ids that stay the same when the file is imported again: the file's name and the heading's. Long
 * ones are divided, the parts numbered.
 */
export function namePassages(
  file: string,
  passages: readonly PassageText[],
): (PassageText & { id: string })[] {
  const uses = new Map<string, number>();
  const prefix = prefixOf(file);
  const ownName = slugOf(stemOf(file));
  return passages.flatMap(({ title, text }) => {
    const parts = divideText(text);
    return parts.map((part, index) => {
      const name = slugOf(title.split(" › ").at(-1) ?? title);
      const path = name && name !== ownName ? `${prefix}/${name}` : prefix;
      const use = (uses.get(path) ?? 0) + 1;
      uses.set(path, use);
      const place = parts.length > 1 ? ` (${index + 1} of ${parts.length})` : "";
      return {
        id: use === 1 ? path : `${path}-${use}`,
        title: `${title.slice(0, MAX_TITLE - place.length)}${place}`.toWellFormed(),
        text: part,
      };
    });
  });
}
