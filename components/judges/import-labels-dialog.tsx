"use client";
import { useState } from "react";
import { contentTypeOf } from "@/components/eval-sets/import/import-file-kind";
import { Button } from "@/components/ui/controls/button";
import { FileButton, FileDrop } from "@/components/ui/controls/file-button";
import { FormError } from "@/components/ui/controls/form-error";
import { Table, Td, Th, Tr } from "@/components/ui/data/table";
import { Dialog } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import { formatBytes, formatCount, formatCountOf, formatList } from "@/lib/format-number";
import type { Judge } from "@/lib/judges/contract";
import { useImportLabels } from "@/lib/judges/hooks";
import type { LabelReport } from "@/lib/judges/label-contract";

const ACCEPT = ".csv,.tsv,.txt,.json,.jsonl,.ndjson";
const MOST_ERRORS = 100;

interface Props {
  project: string;
  judge: Judge;
  onClose: () => void;
}

/** Choose a file, see what every row would become, import the good ones. */
export default function ImportLabelsDialog({ project, judge, onClose }: Props) {
  const preview = useImportLabels(project, judge.name);
  const importLabels = useImportLabels(project, judge.name);
  const [file, setFile] = useState<{ file: File; contentType: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const report = preview.data;
  const choose = (chosen: File) => {
    const contentType = contentTypeOf(chosen.name);
    if (!contentType || contentType === "application/yaml") {
      return setProblem("Choose a CSV, JSON or JSONL file.");
    }
    setProblem(null);
    const next = { file: chosen, contentType };
    setFile(next);
    preview.mutate({ ...next, isDryRun: true });
  };
  const submit = () => {
    if (!file || !report || report.imported === 0) return;
    importLabels.mutate(
      { ...file, isDryRun: false },
      {
        onSuccess: (done) => {
          toast(`${formatCountOf(done.imported, "label")} imported`);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      sticky={file !== null}
      title="Import labels"
      description={
        file
          ? `${file.file.name}, ${formatBytes(file.file.size)}`
          : "CSV, JSON or JSONL, up to 10,000 rows."
      }
      onSubmit={submit}
      footer={
        <>
          {file && <FileButton label="Choose another file" accept={ACCEPT} onChoose={choose} />}
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            busy={importLabels.isPending}
            disabled={!report || report.imported === 0 || preview.isPending}
          >
            {report ? `Import ${formatCountOf(report.imported, "label")}` : "Import"}
          </Button>
        </>
      }
    >
      {!file && (
        <>
          <FileDrop label="Choose a file" accept={ACCEPT} onChoose={choose}>
            <span>or drop one here. Nothing is changed before you import.</span>
          </FileDrop>
          <ColumnsOfLabels judge={judge} />
        </>
      )}
      {problem && <FormError>{problem}</FormError>}
      {preview.error && <FormError error={preview.error} />}
      {importLabels.error && <FormError error={importLabels.error} />}
      {report && <LabelRows report={report} />}
    </Dialog>
  );
}

function ColumnsOfLabels({ judge }: { judge: Judge }) {
  return (
    <p className="mt-3 text-12 text-text-2">
      Columns: <code>output</code>, <code>label</code> (
      {formatList(
        judge.labels.map(({ label }) => label),
        "or",
      )}
      ), <code>labeller</code>; optional <code>case</code> or <code>input.&lt;variable&gt;</code>,{" "}
      <code>expected</code>, <code>judgeLabel</code>, <code>note</code>, <code>split</code> (train,
      dev or test). Labels made by a model never calibrate. Yours is the name that says who imported
      them; only an admin’s import counts as the labels of the members that it names. If you wrote
      the judge, they count once somebody else imports or gives the same.
    </p>
  );
}

/** What every row would become. */
function LabelRows({ report }: { report: LabelReport }) {
  return (
    <div className="grid gap-3 text-13">
      <p role="status">
        {formatCountOf(report.imported, "label")} to import, {formatCount(report.skipped)} known
        already, {formatCountOf(report.errors.length, "row")} with errors
      </p>
      {report.errors.length > 0 && (
        <Table label="Rows with errors" dense>
          <thead>
            <tr>
              <Th num>Row</Th>
              <Th>What is wrong</Th>
            </tr>
          </thead>
          <tbody>
            {report.errors.slice(0, MOST_ERRORS).map(({ row, message }) => (
              <Tr key={`${row} ${message}`}>
                <Td num>{formatCount(row)}</Td>
                <Td>{message}</Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </div>
  );
}
