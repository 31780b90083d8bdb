"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type ImportRequest, sendImport } from "@/lib/eval-sets/hooks";
import { contentTypeOf } from "./import-file-kind";

export interface ChosenFile {
  name: string;
  text: string;
  contentType: string;
  bytes: number;
}

const MAX_BYTES = 50_000_000;

export type Destination = "development" | "holdout" | "draw";

/** The chosen file, how its columns are mapped, and what the server says would happen. */
export function useImportPreview(project: string, name: string, isOpen: boolean) {
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [wrongFile, setWrongFile] = useState<string | null>(null);
  const [mapping, setMapping] = useState<Record<string, string>>({});
  const [destination, setDestination] = useState<Destination>("development");
  const [seed, setSeed] = useState("7");

  const request: ImportRequest | null = file && {
    text: file.text,
    contentType: file.contentType,
    dryRun: true,
    mapping,
    ...(destination === "draw"
      ? { holdoutEvery: 5, seed }
      : { split: destination === "holdout" ? "holdout" : undefined }),
  };
  const preview = useQuery({
    queryKey: [
      "eval-set-import",
      project,
      name,
      file?.name,
      file?.bytes,
      mapping,
      destination,
      seed,
    ],
    queryFn: ({ signal }) => {
      if (!request) throw new Error("Choose a file first.");
      return sendImport(project, name, request, signal);
    },
    enabled: isOpen && file !== null,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 5_000,
    gcTime: 0,
  });

  async function choose(chosen: File) {
    const contentType = contentTypeOf(chosen.name);
    setMapping({});
    if (!contentType) {
      return setWrongFile(`${chosen.name} is not a CSV, JSONL or YAML file.`);
    }
    if (chosen.size > MAX_BYTES) {
      return setWrongFile(`${chosen.name} is larger than 50 MB. Import it in parts.`);
    }
    setWrongFile(null);
    setFile({ name: chosen.name, text: await chosen.text(), contentType, bytes: chosen.size });
  }

  return {
    file,
    wrongFile,
    mapping,
    destination,
    seed,
    request,
    preview,
    choose,
    setMapping,
    setDestination,
    setSeed,
    reset: () => {
      setFile(null);
      setMapping({});
      setWrongFile(null);
    },
  };
}

export type ImportPreview = ReturnType<typeof useImportPreview>;
