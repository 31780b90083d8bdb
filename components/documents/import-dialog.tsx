"use client";
import { Button } from "@/components/ui/controls/button";
import { FileButton, FileDrop } from "@/components/ui/controls/file-button";
import { FormError } from "@/components/ui/controls/form-error";
import { Stat, StatStrip } from "@/components/ui/data/stat";
import { Dialog } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { DocumentSetDetail } from "@/lib/documents/contract";
import { useImportDocuments } from "@/lib/documents/hooks";
import type { ImportDocumentsReport } from "@/lib/documents/import/import-report";
import { formatBytes, formatCount, formatCountOf } from "@/lib/format-number";
import { DocumentsSkeleton } from "./document-skeletons";
import { ImportErrors, ImportPassages } from "./import-passages";
import { useImportPreview } from "./use-import-preview";

const ACCEPT = ".md,.markdown,.txt,.csv,.tsv,.json,.jsonl,.ndjson,.zip";

interface Props {
  project: string;
  set: DocumentSetDetail;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Choose files, see the passages that they become, import them as one revision. */
export function ImportDialog({ project, set, open, onOpenChange }: Props) {
  const { file, wrongFile, request, preview, choose, reset } = useImportPreview(
    project,
    set.name,
    open,
  );
  const importDocuments = useImportDocuments(project, set.name);
  const report = preview.data;
  const changes = report ? report.added + report.updated : 0;
  const canImport = changes > 0 && !preview.isFetching && !preview.error;

  function submit() {
    if (!request || !canImport) return;
    importDocuments.mutate(
      { ...request, dryRun: false },
      {
        onSuccess: ({ added, updated, revision }) => {
          onOpenChange(false);
          reset();
          toast(
            `${formatCountOf(added, "document")} added, ${formatCount(updated)} updated, revision ${revision}`,
          );
        },
      },
    );
  }

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
          ? `${file.name}, ${formatBytes(file.size)}`
          : "Markdown, plain text, CSV, JSON or JSONL, up to 50 MB."
      }
      onSubmit={submit}
      footer={
        <>
          <span className="text-12 text-text-2 mr-auto">
            One new revision, {set.latestRevision + 1}.
          </span>
          {file && (
            <FileButton label="Choose other files" pick="files" accept={ACCEPT} onChoose={choose} />
          )}
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            busy={importDocuments.isPending}
            disabled={!canImport}
          >
            {report ? `Import ${formatCountOf(changes, "document")}` : "Import"}
          </Button>
        </>
      }
    >
      {!file && (
        <FileDrop label="Choose files" pick="files" accept={ACCEPT} onChoose={choose}>
          <span className="text-center">
            or drop them here. Markdown becomes one passage per heading; rows of other files have
            “id”, “title” and “text”.
          </span>
        </FileDrop>
      )}
      <FormError>{wrongFile}</FormError>
      {file && preview.isPending && <DocumentsSkeleton rows={6} />}
      <FormError error={preview.isFetching ? null : preview.error} />
      <FormError error={importDocuments.error} />
      {file && report && <Preview report={report} />}
    </Dialog>
  );
}

function Preview({ report }: { report: ImportDocumentsReport }) {
  return (
    <div className="grid gap-4">
      <StatStrip label="Import summary">
        <Stat label="new documents" value={formatCount(report.added)} />
        <Stat label="updated" value={formatCount(report.updated)} />
        <Stat label="unchanged" value={formatCount(report.unchanged)} />
        <Stat
          label="with errors, left out"
          value={formatCount(report.errorRows)}
          detail={report.errorRows > 0 ? "listed below" : undefined}
        />
      </StatStrip>
      <ImportErrors report={report} />
      <ImportPassages report={report} />
    </div>
  );
}
