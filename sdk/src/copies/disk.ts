import { hashText } from "../../../lib/deployments/assign-arm";
import { asGalleyError, GalleyError } from "../galley-error";
import { randomId } from "../random-id";

/** The little of `node:fs/promises` that is used; Deno and Bun have it as well. */
interface Files {
  readFile(path: string, encoding: "utf8"): Promise<string>;
  writeFile(path: string, text: string, options: { mode: number }): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  mkdir(path: string, options: { recursive: true }): Promise<unknown>;
}

/** Imported only when it is used, and by a name that bundlers for other runtimes do not follow. */
function loadFiles(): Promise<Files> {
  const name = "node:fs/promises";
  return import(/* webpackIgnore: true */ /* @vite-ignore */ name);
}

/** The parsed JSON of a file; null when there is none. Throws `bad_file` for one that cannot be read. */
export async function loadJson(path: string): Promise<unknown> {
  try {
    const files = await loadFiles();
    return JSON.parse(await files.readFile(path, "utf8"));
  } catch (error) {
    if ((error as { code?: unknown }).code === "ENOENT") return null;
    throw new GalleyError("bad_file", `${path} cannot be read.`, { cause: error });
  }
}

/** Written beside it and renamed, so that whoever reads the file finds it whole. */
export async function saveJson(folder: string, file: string, value: unknown): Promise<void> {
  try {
    const files = await loadFiles();
    await files.mkdir(folder, { recursive: true });
    const path = `${folder}/${file}`;
    const temporary = `${path}.${randomId()}`;
    await files.writeFile(temporary, JSON.stringify(value), { mode: 0o600 });
    await files.rename(temporary, path);
  } catch (error) {
    throw asGalleyError(error, `The copy in ${folder} cannot be written.`);
  }
}

/** One file for each server, key (or project) and environment; the secret part of a key is not in it. */
export function fileNameOf(place: {
  baseUrl: string;
  apiKey: string;
  project: string | undefined;
  environment: string;
}): string {
  const owner = place.project ?? place.apiKey.split("_").slice(0, 3).join("_");
  const text = [place.baseUrl, owner, place.environment].join("\n");
  return `galley-${hashText(text).toString(16).padStart(8, "0")}.json`;
}
