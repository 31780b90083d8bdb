import { CasesSkeleton } from "@/components/eval-sets/cases-skeleton";
import { FileButton, FileDrop } from "@/components/ui/controls/file-button";
import { FormError } from "@/components/ui/controls/form-error";
import { formatBytes, formatCountOf } from "@/lib/format-number";
import { OutputsPaste } from "./outputs-paste";
import type { OutputsPreviewState } from "./use-outputs-preview";

const ACCEPT = ".csv,.tsv,.txt,.json,.jsonl,.ndjson";

/** The file or the pasted rows, and what is wrong with them as a whole. */
export function OutputsFile({ state, hasSet }: { state: OutputsPreviewState; hasSet: boolean }) {
  const { file, preview, request } = state;
  return (
    <>
      {file ? (
        <div className="flex flex-wrap items-center gap-3 rounded-lg border px-3 py-2 text-13">
          <b className="font-mono text-12">{file.name}</b>
          <span className="text-12 text-text-2">
            {formatBytes(file.size)}
            {preview.data && `, ${formatCountOf(preview.data.rows, "row")}`}
          </span>
          <span className="ml-auto">
            <FileButton size="sm" label="Other file" accept={ACCEPT} onChoose={state.choose} />
          </span>
        </div>
      ) : (
        <>
          <FileDrop label="Choose a file" accept={ACCEPT} onChoose={state.choose}>
            <span>or drop a CSV, JSON or JSONL file here.</span>
          </FileDrop>
          <OutputsPaste onPaste={state.choose} />
        </>
      )}
      {state.wrongFile && <FormError>{state.wrongFile}</FormError>}
      {file && !hasSet && (
        <p className="text-13 text-text-2">Choose an eval set to see what each row becomes.</p>
      )}
      {preview.error && !preview.isFetching && <FormError error={preview.error} />}
      {request && preview.isPending && <CasesSkeleton rows={6} />}
    </>
  );
}
