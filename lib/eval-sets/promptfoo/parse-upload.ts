import "server-only";
import { invalid } from "@/lib/http/app-error";
import { decodeFile } from "@/lib/http/files/file-encoding";
import { parseZip } from "@/lib/http/files/parse-zip";
import { UploadedFiles } from "./uploaded-files";

/** A configuration with the files that were uploaded beside it. */
export async function parseUpload(
  bytes: Buffer,
  entry: string | undefined,
): Promise<{ source: string; files: UploadedFiles; path: string }> {
  const contents = await parseZip(bytes);
  const files = new Map(
    [...contents].map(([path, content]) => {
      const { text } = decodeFile(content, { encoding: "auto", charset: null });
      return [path, text] as const;
    }),
  );
  const path = entry ?? findConfig([...files.keys()]);
  const source = files.get(path);
  if (source === undefined) throw invalid("config", `The archive has no file ${path}.`);
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
  return { source, files: new UploadedFiles(files, folder), path };
}

/** `promptfooconfig.yaml` nearest to the top, else the only YAML or JSON file there that could be one. */
export function findConfig(paths: readonly string[]): string {
  const depth = (path: string) => path.split("/").length;
  const sorted = [...paths].sort((one, two) => depth(one) - depth(two) || one.localeCompare(two));
  const named = sorted.find((path) => /(?:^|\/)promptfooconfig[^/]*\.(?:ya?ml|json)$/i.test(path));
  if (named !== undefined) return named;
  const yaml = sorted.filter((path) => /\.ya?ml$/i.test(path));
  const top = yaml.filter((path) => depth(path) === depth(yaml[0] ?? ""));
  const [only, ...others] = top;
  if (only !== undefined && others.length === 0) return only;
  throw invalid(
    "config",
    only === undefined
      ? "The archive has no promptfooconfig.yaml. Put the configuration beside the files that it names."
      : `The archive has several YAML files. Name the configuration in ?config=, for example ${only}.`,
  );
}
