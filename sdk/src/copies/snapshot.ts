import { isRecord } from "../../../lib/http/body/is-record";
import { parseDocument } from "../content/parse-document";
import type { ServingDocument } from "../content/prompt-content";
import { GalleyError } from "../galley-error";
import type { Copy } from "./copy";

/** What is live as one JSON document: of `snapshot()`, of the folder `cacheDir`, and for `bootstrap`. */
export interface Snapshot {
  format: "galley-sdk/1";
  project: string | null;
  environment: string;
  /** By name; a version that was asked for by its number has the name `<name>@<number>`. */
  prompts: Record<
    string,
    {
      document: ServingDocument;
      etag: string | null;
      /** ISO 8601: when Galley last said that this is live. */
      confirmedAt: string;
    }
  >;
}

export function writeSnapshot(
  place: { project: string | undefined; environment: string },
  copies: Iterable<readonly [string, Copy]>,
): Snapshot {
  const prompts = [...copies].map(([key, { document, etag, confirmedAt }]) => [
    key,
    { document, etag, confirmedAt: new Date(confirmedAt).toISOString() },
  ]);
  return {
    format: "galley-sdk/1",
    project: place.project ?? null,
    environment: place.environment,
    prompts: Object.fromEntries(prompts),
  };
}

/** Throws `bad_file` for what is no snapshot of this environment; a prompt in it that cannot be read is left out. */
export function parseSnapshot(
  value: unknown,
  environment: string,
  source: Copy["source"],
): { project: string | undefined; copies: Map<string, Copy> } {
  if (!isRecord(value) || value.format !== "galley-sdk/1" || !isRecord(value.prompts)) {
    throw new GalleyError("bad_file", "This is not a snapshot of galley-sdk.");
  }
  if (value.environment !== environment) {
    throw new GalleyError(
      "bad_file",
      `The snapshot is of the environment ${String(value.environment)}, not of ${environment}.`,
    );
  }
  const copies = new Map<string, Copy>();
  for (const [key, stored] of Object.entries(value.prompts)) {
    const copy = toCopy(stored, source);
    if (copy) copies.set(key, copy);
  }
  return {
    project: typeof value.project === "string" ? value.project : undefined,
    copies,
  };
}

function toCopy(stored: unknown, source: Copy["source"]): Copy | null {
  if (!isRecord(stored)) return null;
  const confirmedAt = Date.parse(String(stored.confirmedAt));
  try {
    return {
      document: parseDocument(stored.document),
      etag: typeof stored.etag === "string" ? stored.etag : null,
      confirmedAt: Number.isNaN(confirmedAt) ? 0 : confirmedAt,
      source,
    };
  } catch {
    return null;
  }
}
