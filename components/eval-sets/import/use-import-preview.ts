"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type ImportRequest, sendImport } from "@/lib/eval-sets/hooks";
import { parseColumnPath } from "@/lib/eval-sets/import/column-path";
import type { ImportReport } from "@/lib/eval-sets/import/import-report";
import { contentTypeOf } from "./import-file-kind";
import { packFiles } from "./pack-files";

const MAX_BYTES = 50_000_000;

export type Destination = "development" | "holdout" | "draw";
type Mapping = Record<string, string>;

/** The chosen file, how its columns are mapped, and what the server says would happen. */
export function useImportPreview(
  project: string,
  name: string,
  { isOpen, firstFile = null }: { isOpen: boolean; firstFile?: File | null | undefined },
) {
  const [file, setFile] = useState(firstFile);
  const [wrongFile, setWrongFile] = useState<string | null>(null);
  const [typed, setTyped] = useState<Mapping>({});
  const [encoding, setEncoding] = useState<ImportRequest["encoding"]>("auto");
  const [relabel, setRelabel] = useState<ImportRequest["relabel"]>("add");
  const [destination, setDestination] = useState<Destination>("development");
  const [seed, setSeed] = useState("7");
  const [providers, setProviders] = useState<ImportRequest["providers"]>({});
  // A mapping that is refused has no report: the columns stay there to be corrected.
  const [last, setLast] = useState<{ file: File; report: ImportReport } | null>(null);

  const lastReport = last && last.file === file ? last.report : undefined;
  // What was typed for another file counts for the columns that this one has as well.
  const mapping = keep(typed, lastReport?.columns.map(({ column }) => column) ?? []);
  const contentType = file ? contentTypeOf(file.name) : null;
  const request: ImportRequest | null =
    file && contentType
      ? {
          file,
          contentType,
          dryRun: true,
          mapping,
          encoding,
          relabel,
          providers,
          ...(destination === "draw"
            ? { holdoutEvery: 5, seed }
            : { split: destination === "holdout" ? "holdout" : undefined }),
        }
      : null;
  const preview = useQuery({
    queryKey: [
      "eval-set-import",
      project,
      name,
      file?.name,
      file?.size,
      file?.lastModified,
      mapping,
      encoding,
      relabel,
      destination,
      seed,
      providers,
    ],
    queryFn: async ({ signal }) => {
      if (!request || !file) throw new Error("Choose a file first.");
      const report = await sendImport(project, name, request, signal);
      setLast({ file, report });
      return report;
    },
    enabled: isOpen && request !== null,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 5_000,
    gcTime: 0,
  });

  async function choose(first: File, files: File[]) {
    const chosen = files.length > 1 ? await packFiles(files) : first;
    if (!contentTypeOf(chosen.name)) {
      return setWrongFile(`${chosen.name} is not a CSV, JSON, JSONL, YAML or ZIP file.`);
    }
    if (chosen.size > MAX_BYTES) {
      return setWrongFile(`${chosen.name} is larger than 50 MB. Import it in parts.`);
    }
    setWrongFile(null);
    setEncoding("auto");
    setRelabel("add");
    setProviders({});
    setFile(chosen);
  }

  return {
    file,
    wrongFile,
    mapping,
    encoding,
    relabel,
    destination,
    seed,
    request,
    preview,
    report: preview.data ?? lastReport,
    choose,
    mapColumn: (column: string, target: string) => setTyped({ ...typed, [column]: target }),
    setEncoding,
    setRelabel,
    setDestination,
    setSeed,
    providers,
    setProviders,
    reset: () => {
      setFile(null);
      setTyped({});
      setLast(null);
      setWrongFile(null);
    },
  };
}

/** A place within a column (`item.question`) becomes one of its own once it is mapped. */
function keep(mapping: Mapping, columns: readonly string[]): Mapping {
  const isThere = (name: string) =>
    columns.some((column) => name === column || parseColumnPath(name, [column]) !== null);
  return Object.fromEntries(Object.entries(mapping).filter(([name]) => isThere(name)));
}

export type ImportPreview = ReturnType<typeof useImportPreview>;
