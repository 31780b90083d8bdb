import { parseDocument, parseVersion } from "../content/parse-document";
import type { ServingDocument } from "../content/prompt-content";
import type { Connection } from "../network/connection";
import { isNumbered } from "./freshness";

/**
 * What Galley says of a prompt, or of `<name>@<version>`: a document, or that what `etag` names is still so. Throws a
 * `GalleyError`.
 */
export async function askGalley(
  connection: Connection,
  { key, environment, etag }: { key: string; environment: string; etag: string | null },
): Promise<{ document: ServingDocument; etag: string | null } | "unchanged"> {
  const [name = "", number] = key.split("@");
  const place = `prompts/${encodeURIComponent(name)}`;
  const rest = isNumbered(key)
    ? `${place}/versions/${number}`
    : `${place}/serving?environment=${encodeURIComponent(environment)}`;
  const { status, headers, body } = await connection.send({
    method: "GET",
    path: await connection.pathOf(rest),
    headers: etag ? { "if-none-match": etag } : {},
  });
  if (status === 304) return "unchanged";
  const document = isNumbered(key)
    ? { stable: parseVersion(body, { prompt: name, environment }) }
    : parseDocument(body);
  return { document, etag: headers.get("etag") };
}
