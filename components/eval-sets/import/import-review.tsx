import { DependentsNotice } from "@/components/eval-sets/dependents-notice";
import { LooseningNotice } from "@/components/specs/loosening-notice";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import type { ImportReport } from "@/lib/eval-sets/import/import-report";
import { ImportColumns } from "./import-columns";
import { ImportDestination } from "./import-destination";
import { ImportEncoding } from "./import-encoding";
import { ImportProblems } from "./import-problems";
import { ImportPromptfoo } from "./import-promptfoo";
import { ImportRelabels } from "./import-relabels";
import { ImportTally } from "./import-tally";
import type { useImportPreview } from "./use-import-preview";
import type { usePromptImport } from "./use-prompt-import";

interface Props {
  project: string;
  set: EvalSetDetail;
  state: ReturnType<typeof useImportPreview>;
  report: ImportReport;
  prompts: ReturnType<typeof usePromptImport>;
  fileName: string;
}

/** What every row would become, and what can be corrected before it does. */
export function ImportReview({ project, set, state, report, prompts, fileName }: Props) {
  return (
    <div className="grid gap-4">
      <ImportTally report={report} />
      {report.imported + report.updated > 0 && (
        <DependentsNotice
          project={project}
          evalSet={set.name}
          change={report.updated > 0 ? "Changing cases" : "Adding cases"}
        />
      )}
      <LooseningNotice
        project={project}
        change={
          report.updatedCases.length > 0
            ? { evalSet: set.name, body: { caseIds: report.updatedCases } }
            : null
        }
        what="update cases that are here already"
      />
      <div className="grid gap-6 lg:grid-cols-2">
        <ImportColumns
          report={report}
          mapping={state.mapping}
          onChange={state.mapColumn}
          set={set}
        />
        <div className="grid content-start gap-4">
          <ImportPromptfoo project={project} state={state} report={report} prompts={prompts} />
          <ImportEncoding
            value={state.encoding}
            detected={report.encoding}
            onChange={state.setEncoding}
          />
          <ImportRelabels state={state} report={report} />
          <ImportProblems report={report} fileName={fileName} />
          <ImportDestination state={state} report={report} set={set} />
        </div>
      </div>
    </div>
  );
}
