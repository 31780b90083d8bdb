"use client";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { AskReviewButton } from "@/components/reviews/ask-review-button";
import { versionName } from "@/components/runs/run-words";
import { Button } from "@/components/ui/controls/button";
import { Link } from "@/components/ui/controls/link";
import { linkClass } from "@/components/ui/text/link-class";
import type { Experiment, ExperimentCell } from "@/lib/experiments/contract";
import { promptPath } from "@/lib/prompts/prompt-path";
import { promptQueries } from "@/lib/prompts/queries";
import { specQueries } from "@/lib/specs/queries";
import { OpenChainCell, OpenPromptCell } from "./open-as-draft";

const SaveCellDialog = lazy(() => import("./save-cell-dialog"));

interface Props {
  project: string;
  experiment: Experiment;
  cell: ExperimentCell;
}

/**
 * A version includes its model or its steps: a cell that says what some version says goes to a review as that version,
 * any other one becomes a draft or the next version.
 */
export function UseCell({ project, experiment, cell }: Props) {
  const { prompt } = experiment;
  const [isSaving, setIsSaving] = useState(false);
  const { data: versions } = useQuery(promptQueries.versions(project, prompt));
  if (!versions) return null;
  const name = versionName(cell.version);
  const same = versions.data.filter(({ contentHash }) => contentHash === cell.contentHash);
  const saved = same.find(({ number }) => number === cell.version) ?? same[0];
  const next = Math.max(0, ...versions.data.map(({ number }) => number)) + 1;
  return (
    <div className="grid gap-2">
      <b className="text-13 font-semibold">Use this cell</b>
      {saved ? (
        <>
          <p className="text-12 text-text-2">
            {describeSame(cell, saved.number)}{" "}
            <MustCriteria
              {...{ project, prompt }}
              kind={cell.option ? "chain" : "chat"}
              version={saved.number}
            />
          </p>
          <AskReviewButton project={project} prompt={prompt} version={saved.number} />
        </>
      ) : (
        <>
          <p className="text-12 text-text-2">
            {cell.option
              ? `A version includes its steps, so ${name} with other steps becomes a new version.`
              : `A version includes its model, so ${name} with another model becomes a new version.`}
          </p>
          {cell.option ? (
            <OpenChainCell {...{ project, experiment, cell }} />
          ) : (
            <OpenPromptCell {...{ project, experiment, cell }} />
          )}
          <Button onClick={() => setIsSaving(true)}>Save as v{next} and ask for review…</Button>
        </>
      )}
      {isSaving && (
        <Suspense>
          <SaveCellDialog {...{ project, experiment, cell }} onClose={() => setIsSaving(false)} />
        </Suspense>
      )}
    </div>
  );
}

function describeSame({ version, option }: ExperimentCell, same: number): string {
  const name = versionName(version);
  if (same === version)
    return option ? `This is ${name} as it is.` : `This is ${name} with its own model.`;
  return option ? `v${same} has these steps.` : `v${same} is ${name} with this model.`;
}

interface OfPrompt {
  project: string;
  prompt: string;
  kind: "chat" | "chain";
}

/** How many of the criteria that hold up a release it meets. */
function MustCriteria({ project, prompt, version, kind }: OfPrompt & { version: number }) {
  const { data } = useQuery(specQueries.gates(project, prompt, version));
  const must = data?.data.filter(({ level }) => level === "must") ?? [];
  if (data?.version !== version || must.length === 0) return null;
  const met = must.filter(({ verdict }) => verdict === "pass").length;
  return (
    <>
      It meets{" "}
      <Link
        className={linkClass}
        href={`/${project}/${promptPath({ name: prompt, kind })}/spec?version=${version}`}
      >
        {met} of {must.length} must criteria
      </Link>
      .
    </>
  );
}
