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
  const { resetForFile, ...options } = useImportOptions();
  const { encoding, relabel, destination, seed, providers } = options;
  // A mapping that is refused has no report: the columns stay there to be corrected.
  const [last, setLast] = useState<{ file: File; report: ImportReport } | null>(null);

  const lastReport = last && last.file === file ? last.report : undefined;
  // What was typed for another file counts for the columns that this one has as well.
  const mapping = keep(typed, lastReport?.columns.map(({ column }) => column) ?? []);
  const request = file ? requestOf(file, mapping, options) : null;
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
    const problem = problemOf(chosen);
    setWrongFile(problem);
    if (problem !== null) return;
    resetForFile();
    setFile(chosen);
  }

  return {
    file,
    wrongFile,
    mapping,
    ...options,
    request,
    preview,
    report: preview.data ?? lastReport,
    choose,
    mapColumn: (column: string, target: string) => setTyped({ ...typed, [column]: target }),
    reset: () => {
      setFile(null);
      setTyped({});
      setLast(null);
      setWrongFile(null);
    },
  };
}

/** How a file is read and what becomes of its cases. Where they go stays when another file is chosen. */
function useImportOptions() {
  const [encoding, setEncoding] = useState<ImportRequest["encoding"]>("auto");
  const [relabel, setRelabel] = useState<ImportRequest["relabel"]>("add");
  const [destination, setDestination] = useState<Destination>("development");
  const [seed, setSeed] = useState("7");
  const [providers, setProviders] = useState<ImportRequest["providers"]>({});
  return {
    ...{ encoding, relabel, destination, seed, providers },
    ...{ setEncoding, setRelabel, setDestination, setSeed, setProviders },
    resetForFile: () => {
      setEncoding("auto");
      setRelabel("add");
      setProviders({});
    },
  };
}

type ImportOptions = Pick<ImportRequest, "encoding" | "relabel" | "providers"> & {
  destination: Destination;
  seed: string;
};

function requestOf(
  file: File,
  mapping: Mapping,
  { encoding, relabel, destination, seed, providers }: ImportOptions,
): ImportRequest | null {
  const contentType = contentTypeOf(file.name);
  if (!contentType) return null;
  return {
    ...{ file, contentType, dryRun: true, mapping, encoding, relabel, providers },
    ...(destination === "draw"
      ? { holdoutEvery: 5, seed }
      : { split: destination === "holdout" ? "holdout" : undefined }),
  };
}

function problemOf({ name, size }: File): string | null {
  if (!contentTypeOf(name)) return `${name} is not a CSV, JSON, JSONL, YAML or ZIP file.`;
  return size > MAX_BYTES ? `${name} is larger than 50 MB. Import it in parts.` : null;
}

/** A place within a column (`item.question`) becomes one of its own once it is mapped. */
function keep(mapping: Mapping, columns: readonly string[]): Mapping {
  const isThere = (name: string) =>
    columns.some((column) => name === column || parseColumnPath(name, [column]) !== null);
  return Object.fromEntries(Object.entries(mapping).filter(([name]) => isThere(name)));
}

export type ImportPreview = ReturnType<typeof useImportPreview>;
