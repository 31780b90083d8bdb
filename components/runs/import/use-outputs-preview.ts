"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { contentTypeOf } from "@/components/eval-sets/import/import-file-kind";
import type { Encoding } from "@/lib/http/files/encodings";
import { type OutputsRequest, previewOutputs } from "@/lib/runs/hooks";

const MAX_BYTES = 50_000_000;

export type LabelsBy = "person" | "model";

interface Target {
  prompt: string | undefined;
  version: number | null;
  evalSet: string;
  split: "development" | "holdout";
}

/** The chosen file, how its columns are mapped, and what the server says that it would become. */
export function useOutputsPreview(
  project: string,
  target: Target,
  /** A new one may have cases for rows that had none. */
  revision: number | undefined,
) {
  const [file, setFile] = useState<File | null>(null);
  const [wrongFile, setWrongFile] = useState<string | null>(null);
  const [mapping, setMapping] = useState<Record<string, string>>({});
  const [labelsBy, setLabelsBy] = useState<LabelsBy>("person");
  const [encoding, setEncoding] = useState<Encoding | "auto">("auto");
  const { prompt, version, evalSet, split } = target;
  const contentType = file ? contentTypeOf(file.name) : null;
  const request: OutputsRequest | null =
    file && contentType && evalSet
      ? {
          file,
          contentType,
          query: {
            ...{ evalSet, split, encoding, labelsBy, suggest: "true" },
            ...(prompt && version ? { prompt, version: String(version) } : {}),
            mapping: JSON.stringify(mapping),
          },
        }
      : null;
  const preview = useQuery({
    queryKey: [
      "outputs-preview",
      project,
      target,
      revision,
      file && [file.name, file.size, file.lastModified],
      mapping,
      encoding,
      labelsBy,
    ],
    queryFn: ({ signal }) => {
      if (!request) throw new Error("Choose a file first.");
      return previewOutputs(project, request, signal);
    },
    enabled: request !== null,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });

  function choose(chosen: File) {
    const type = contentTypeOf(chosen.name);
    if (!type || type === "application/yaml") {
      return setWrongFile(`${chosen.name} is not a CSV, JSON or JSONL file.`);
    }
    if (chosen.size > MAX_BYTES) {
      return setWrongFile(`${chosen.name} is larger than 50 MB. Import it in parts.`);
    }
    setWrongFile(null);
    setEncoding("auto");
    setMapping({});
    setLabelsBy("person");
    setFile(chosen);
  }

  /** Only one column can be the output: the one that was it before is skipped then. */
  function mapColumn(name: string, becomes: string) {
    const others = preview.data?.columns.filter(
      (column) => column.name !== name && becomes !== "ignore" && column.target === becomes,
    );
    const skipped = Object.fromEntries((others ?? []).map((column) => [column.name, "ignore"]));
    setMapping({ ...mapping, ...skipped, [name]: becomes });
  }

  return {
    ...{ file, wrongFile, encoding, labelsBy, request, preview },
    ...{ choose, mapColumn, setEncoding, setLabelsBy },
  };
}

export type OutputsPreviewState = ReturnType<typeof useOutputsPreview>;
