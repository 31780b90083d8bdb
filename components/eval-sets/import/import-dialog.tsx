"use client";
import { CasesSkeleton } from "@/components/eval-sets/cases-skeleton";
import { Button } from "@/components/ui/controls/button";
import { FileButton, FileDrop } from "@/components/ui/controls/file-button";
import { FormError } from "@/components/ui/controls/form-error";
import { Dialog } from "@/components/ui/overlays/dialog";
import { toast, toastError } from "@/components/ui/overlays/toast";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { useImportCases, useRestoreRevision } from "@/lib/eval-sets/hooks";
import type { ImportReport } from "@/lib/eval-sets/import/import-report";
import { formatBytes, formatCount, formatCountOf } from "@/lib/format-number";
import { ImportReview } from "./import-review";
import { type ImportPreview, useImportPreview } from "./use-import-preview";
import { usePromptImport } from "./use-prompt-import";

const ACCEPT = ".csv,.tsv,.txt,.json,.jsonl,.ndjson,.yaml,.yml,.zip";
/** What a configuration names beside the tests. */
const ACCEPT_BESIDE = `${ACCEPT},.md,.js,.cjs,.mjs,.py`;

interface Props {
  project: string;
  set: EvalSetDetail;
  /** What it opens with; chosen there when left out. */
  file?: File;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

function changesOf({ imported, updated, promptfoo }: ImportReport) {
  return { cases: imported + updated, scorers: promptfoo?.setScorers.length ?? 0 };
}

function importLabel(report: ImportReport | undefined): string {
  if (!report) return "Import";
  const { cases, scorers } = changesOf(report);
  return cases === 0 && scorers > 0
    ? `Add ${formatCountOf(scorers, "scorer")}`
    : `Import ${formatCountOf(cases, "case")}`;
}

/** Choose a file, see what every row would become, correct the columns, import as one revision. */
export function ImportDialog({ project, set, file: firstFile, open, onOpenChange }: Props) {
  const state = useImportPreview(project, set.name, { isOpen: open, firstFile });
  const saving = useImport({ project, set, state, onDone: () => onOpenChange(false) });
  const { file, preview, report } = state;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size={file ? "lg" : "md"}
      sticky={file !== null}
      title={
        <>
          Import into <span className="font-mono">{set.name}</span>
        </>
      }
      description={
        file
          ? `${file.name}, ${formatBytes(file.size)}${report ? `, ${formatCountOf(report.rows, "row")}` : ""}`
          : "CSV, JSON, JSONL or a promptfoo configuration, up to 50 MB."
      }
      onSubmit={saving.submit}
      footer={
        <>
          <span className="text-12 text-text-2 mr-auto">
            One new revision, {set.latestRevision + 1}. It can be undone as a whole.
          </span>
          {file && (
            <FileButton
              label="Choose other files"
              pick="files"
              accept={ACCEPT_BESIDE}
              onChoose={state.choose}
            />
          )}
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            busy={saving.isPending}
            disabled={!saving.canImport}
          >
            {importLabel(report)}
          </Button>
        </>
      }
    >
      {!file && (
        <FileDrop label="Choose files" pick="files" accept={ACCEPT_BESIDE} onChoose={state.choose}>
          <FileButton label="Choose a folder" pick="folder" accept="" onChoose={state.choose} />
          <span>
            or drop them here. A promptfoo configuration comes with the files that it names, or as a
            zip archive.
          </span>
        </FileDrop>
      )}
      {state.wrongFile && <FormError>{state.wrongFile}</FormError>}
      {file && preview.isPending && !report && <CasesSkeleton rows={6} />}
      {preview.error && !preview.isFetching && <FormError error={preview.error} />}
      {saving.error && <FormError error={saving.error} />}
      {file && report && (
        <ImportReview
          {...{ project, set, state, report }}
          prompts={saving.prompts}
          fileName={file.name}
        />
      )}
    </Dialog>
  );
}

interface ImportOptions {
  project: string;
  set: EvalSetDetail;
  state: ImportPreview;
  onDone: () => void;
}

/** Imports what the preview shows, the prompts that go with it first. */
function useImport({ project, set, state, onDone }: ImportOptions) {
  const importCases = useImportCases(project, set.name);
  const prompts = usePromptImport(project, state.providers);
  const restore = useRestoreRevision(project, set.name);
  const { preview, request, report } = state;
  const changes = report ? changesOf(report) : { cases: 0, scorers: 0 };
  const canImport = changes.cases + changes.scorers > 0 && !preview.isFetching && !preview.error;

  async function submit() {
    if (!request || !report || !canImport) return;
    // A name that is taken is corrected before anything is imported.
    if (!(await prompts.create(report))) return;
    importCases.mutate(
      { ...request, dryRun: false },
      {
        onSuccess: (done) => {
          onDone();
          state.reset();
          toast(
            `${formatCountOf(done.imported, "case")} imported, ${formatCount(done.updated)} updated, revision ${done.revision}`,
            {
              action: {
                label: "Undo",
                onClick: () =>
                  restore.mutate(
                    { number: done.revision - 1, expected: done.revision },
                    { onError: (error) => toastError(error.message) },
                  ),
              },
            },
          );
        },
      },
    );
  }

  return {
    ...{ submit, canImport, prompts },
    isPending: importCases.isPending || prompts.isPending,
    error: importCases.error,
  };
}
