import "server-only";
import { posix } from "node:path";

const MOST_MISSING = 1_000;

/** The files that came with a configuration, by their paths from its folder. */
export class UploadedFiles {
  readonly #files: ReadonlyMap<string, string>;
  readonly #folder: string;
  /** What was named and not uploaded, with the test that names it first; 0: the configuration itself. */
  readonly missing = new Map<string, number>();
  /** The test that is read now. */
  row = 0;

  constructor(files: ReadonlyMap<string, string> = new Map(), folder = "") {
    this.#files = files;
    this.#folder = folder;
  }

  /** The text of a file that a configuration names, with `file://` or without; null when it was not uploaded. */
  read(reference: string): string | null {
    const path = this.#resolve(reference);
    const text = path === null ? undefined : this.#files.get(path);
    if (text === undefined) this.#miss(plainPath(reference));
    return text ?? null;
  }

  has(reference: string): boolean {
    const path = this.#resolve(reference);
    return path !== null && this.#files.has(path);
  }

  /** The files that a name with `*` stands for, or all of a folder; the name itself when it has neither. */
  list(reference: string): string[] {
    const path = plainPath(reference);
    if (!/[*?]/.test(path) && !path.endsWith("/")) return [path];
    const whole = this.#resolve(path.endsWith("/") ? `${path}*` : path);
    const pattern = whole === null ? null : new RegExp(`^${globSource(whole)}$`);
    const names = [...this.#files.keys()].filter((name) => pattern?.test(name)).sort();
    if (names.length === 0) this.#miss(path);
    return names.map((name) => posix.relative(`/${this.#folder}`, `/${name}`));
  }

  #miss(path: string): void {
    if (!this.missing.has(path) && this.missing.size < MOST_MISSING)
      this.missing.set(path, this.row);
  }

  /** Within what was uploaded: `..` may leave the configuration's folder, never the upload. */
  #resolve(reference: string): string | null {
    const parts = this.#folder === "" ? [] : this.#folder.split("/");
    for (const part of plainPath(reference).split("/")) {
      if (part === "" || part === ".") continue;
      if (part !== "..") parts.push(part);
      else if (parts.pop() === undefined) return null;
    }
    return parts.join("/");
  }
}

export const plainPath = (reference: string): string =>
  reference
    .trim()
    .replace(/^file:\/\//, "")
    .replaceAll("\\", "/")
    .replace(/^\.\//, "");

const escapePattern = (text: string) => text.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");

function globSource(path: string): string {
  return escapePattern(path)
    .replaceAll("**/", "\u0001")
    .replaceAll("*", "[^/]*")
    .replaceAll("?", "[^/]")
    .replaceAll("\u0001", "(?:.*/)?");
}
