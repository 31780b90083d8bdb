"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { packFiles } from "@/components/eval-sets/import/pack-files";
import { type ImportDocumentsRequest, sendDocuments } from "@/lib/documents/hooks";
import { contentTypeOf } from "./document-file-kind";

const MAX_BYTES = 50_000_000;

/** The chosen file and what the server says that an import would do. */
export function useImportPreview(project: string, name: string, isOpen: boolean) {
  const [file, setFile] = useState<File | null>(null);
  const [wrongFile, setWrongFile] = useState<string | null>(null);
  const contentType = file ? contentTypeOf(file.name) : null;
  const request: ImportDocumentsRequest | null =
    file && contentType ? { file, contentType, dryRun: true } : null;
  const preview = useQuery({
    queryKey: ["document-import", project, name, file?.name, file?.size, file?.lastModified],
    queryFn: ({ signal }) => {
      if (!request) throw new Error("Choose a file first.");
      return sendDocuments(project, name, request, signal);
    },
    enabled: isOpen && request !== null,
    retry: false,
    staleTime: 5_000,
    gcTime: 0,
  });

  async function choose(first: File, files: File[]) {
    const chosen = files.length > 1 ? await packFiles(files) : first;
    if (!contentTypeOf(chosen.name)) {
      return setWrongFile(`${chosen.name} is not a Markdown, text, CSV, JSON, JSONL or ZIP file.`);
    }
    if (chosen.size > MAX_BYTES) {
      return setWrongFile(`${chosen.name} is larger than 50 MB. Import it in parts.`);
    }
    setWrongFile(null);
    setFile(chosen);
  }

  function reset() {
    setFile(null);
    setWrongFile(null);
  }

  return { file, wrongFile, request, preview, choose, reset };
}
