"use client";
import { ImportEncoding } from "@/components/eval-sets/import/import-encoding";
import { Input } from "@/components/ui/controls/input";
import { Form } from "@/components/ui/forms/form";
import { useErrorsAt } from "@/components/ui/forms/form-control";
import { FormField } from "@/components/ui/forms/form-field";
import { FormProblem } from "@/components/ui/forms/form-problem";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { formatCount } from "@/lib/format-number";
import type { OutputsPreview } from "@/lib/runs/import/import-contract";
import { ImportStep } from "./import-step";
import { LabelSource } from "./label-source";
import { OutputsColumns } from "./outputs-columns";
import { OutputsFile } from "./outputs-file";
import { OutputsRows } from "./outputs-rows";
import { OutputsSample } from "./outputs-sample";
import { OutputsSummary } from "./outputs-summary";
import { OutputsTarget } from "./outputs-target";
import { useOutputsForm } from "./use-outputs-form";
import type { OutputsPreviewState } from "./use-outputs-preview";

const SHOWN = "prompt version evalSet split title";

/** A file of outputs that something else made, as a run: which cases they belong to, and what is known of them. */
export function ImportOutputsForm({ project }: { project: string }) {
  const { form, target, state, preview, canImport } = useOutputsForm(project);
  const errorOf = useErrorsAt(form, SHOWN);
  return (
    <>
      <PageHead
        title="Import outputs as a run"
        sub="Score outputs from another tool, a notebook or people. No model is called."
      />
      <Form
        form={form}
        placesProblem
        className="grid items-start gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_320px]"
      >
        <div className="grid gap-5">
          <ImportStep number={1} title="Version and set">
            <OutputsTarget
              target={target}
              errorAt={(...paths) => paths.map(errorOf).find(Boolean)}
            />
            <FormField form={form} name="title" label="Source" optional>
              <Input maxLength={120} placeholder="notebook trial, claude-haiku-4-5" />
            </FormField>
          </ImportStep>
          <ImportStep number={2} title="File">
            <OutputsFile state={state} hasSet={target.evalSet !== ""} />
          </ImportStep>
          {preview && (
            <PreviewSteps project={project} preview={preview} set={target.set} state={state} />
          )}
        </div>
        <OutputsSummary
          preview={preview}
          set={target.set}
          canImport={canImport}
          isImporting={form.isSaving}
        >
          <FormProblem form={form} />
        </OutputsSummary>
      </Form>
    </>
  );
}

interface PreviewStepsProps {
  project: string;
  preview: OutputsPreview;
  set: EvalSetDetail | undefined;
  state: OutputsPreviewState;
}

/** What the server read in the file, to correct and to look at. */
function PreviewSteps({ project, preview, set, state }: PreviewStepsProps) {
  return (
    <>
      <ImportStep number={3} title="Columns">
        <OutputsColumns preview={preview} onMap={state.mapColumn} />
        <div className="max-w-72">
          <ImportEncoding
            value={state.encoding}
            detected={preview.encoding}
            onChange={state.setEncoding}
          />
        </div>
      </ImportStep>
      <ImportStep number={4} title="Rows">
        {preview.problem ? (
          <Notice tone="warn" title="Nothing can be imported yet.">
            {preview.problem}
          </Notice>
        ) : (
          <>
            <OutputsRows project={project} preview={preview} set={set} />
            <LabelSource preview={preview} labelsBy={state.labelsBy} onChange={state.setLabelsBy} />
          </>
        )}
      </ImportStep>
      {preview.sample.rows.length > 0 && (
        <ImportStep
          number={5}
          title="Result"
          beside={`first ${preview.sample.rows.length} of ${formatCount(preview.matched)}`}
        >
          <OutputsSample sample={preview.sample} />
        </ImportStep>
      )}
    </>
  );
}
