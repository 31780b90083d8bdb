"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useChainShape } from "@/components/chains/editor/use-chain-shape";
import { usePromptShape } from "@/components/prompts/editor/use-prompt-shape";
import { SaveVersionForm } from "@/components/prompts/saving/save-version-form";
import type { SaveShape } from "@/components/prompts/saving/save-version-shape";
import AskReviewDialog from "@/components/reviews/ask-review-dialog";
import { useMovingReview } from "@/components/reviews/use-moving-review";
import type { Experiment, ExperimentCell } from "@/lib/experiments/contract";
import { bareContent } from "@/lib/prompts/bare-content";
import type { Prompt } from "@/lib/prompts/contract";
import { promptQueries } from "@/lib/prompts/queries";
import { cellName, modelName } from "../experiment-words";
import { useCellSteps } from "./use-cell-steps";

interface Props {
  project: string;
  experiment: Experiment;
  cell: ExperimentCell;
  onClose: () => void;
}

/** Saves a cell as the next version, then asks for a review of it. */
export default function SaveCellDialog(props: Props) {
  const { project, experiment } = props;
  const { data: prompt } = useQuery({
    ...promptQueries.detail(project, experiment.prompt),
    staleTime: 0,
  });
  if (!prompt) return null;
  return props.cell.option ? (
    <SaveChainCell {...props} prompt={prompt} />
  ) : (
    <SavePromptCell {...props} prompt={prompt} />
  );
}

function SavePromptCell(props: Props & { prompt: Prompt }) {
  const { project, prompt, cell } = props;
  const { model } = cell;
  const { data: version } = useQuery(promptQueries.version(project, prompt.name, cell.version));
  const shape = usePromptShape(project, { name: prompt.name, kind: prompt.kind });
  if (!version || version.number !== cell.version || !model) return null;
  const parent = bareContent(version);
  const change = `Use ${modelName(model)}`;
  return <SaveCell {...props} {...{ shape, parent, change }} content={{ ...parent, model }} />;
}

function SaveChainCell(props: Props & { prompt: Prompt }) {
  const { project, experiment, prompt, cell } = props;
  const steps = useCellSteps(project, experiment, cell);
  const shape = useChainShape(project, prompt.name);
  if (!steps) return null;
  return <SaveCell {...props} {...steps} shape={shape} change={`Use ${cellName(cell)}`} />;
}

interface SaveProps<Content> extends Props {
  prompt: Prompt;
  shape: SaveShape<Content>;
  parent: Content;
  content: Content;
  /** Begins the message of the version. */
  change: string;
}

function SaveCell<Content>(props: SaveProps<Content>) {
  const { project, experiment, cell, prompt, shape, parent, content, change, onClose } = props;
  const { name } = prompt;
  const [saved, setSaved] = useState<number | null>(null);
  const moving = useMovingReview(project, name, cell.version);
  if (saved !== null) {
    return (
      <AskReviewDialog
        {...{ project, prompt: name, version: saved, onClose }}
        environment={undefined}
      />
    );
  }
  const latest = prompt.latestVersion ?? 0;
  return (
    <SaveVersionForm
      {...{ project, name, shape, content, onClose }}
      number={latest + 1}
      parent={{ number: cell.version, content: parent }}
      lastEvalSet={experiment.evalSet}
      answers={{
        commitMessage: `${change}, as measured in experiment ${experiment.number}`,
        ticketUrl: "",
        wantsRun: false,
        evalSet: null,
      }}
      note={
        latest > cell.version
          ? `v${latest} stays as it is; its changes are not in this one.`
          : undefined
      }
      moves={moving}
      onSave={async (body) => setSaved((await shape.save(body)).summary.number)}
    />
  );
}
