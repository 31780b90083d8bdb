"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { usePromptShape } from "@/components/prompts/editor/use-prompt-shape";
import { SaveVersionForm } from "@/components/prompts/saving/save-version-form";
import AskReviewDialog from "@/components/reviews/ask-review-dialog";
import { useMovingReview } from "@/components/reviews/use-moving-review";
import type { Experiment, ExperimentCell } from "@/lib/experiments/contract";
import { bareContent } from "@/lib/prompts/bare-content";
import { promptQueries } from "@/lib/prompts/queries";
import { modelName } from "./experiment-words";

interface Props {
  project: string;
  experiment: Experiment;
  cell: ExperimentCell;
  onClose: () => void;
}

/** Saves a cell as the next version, then asks for a review of it. */
export default function SaveCellDialog({ project, experiment, cell, onClose }: Props) {
  const { prompt: name, number } = experiment;
  const [saved, setSaved] = useState<number | null>(null);
  const { data: prompt } = useQuery({ ...promptQueries.detail(project, name), staleTime: 0 });
  const { data: version } = useQuery(promptQueries.version(project, name, cell.version));
  const shape = usePromptShape(project, { name, kind: prompt?.kind ?? "chat" });
  const moving = useMovingReview(project, name, cell.version);
  if (saved !== null) {
    return (
      <AskReviewDialog
        {...{ project, prompt: name, version: saved, onClose }}
        environment={undefined}
      />
    );
  }
  if (!prompt || !version || version.number !== cell.version) return null;
  const parent = bareContent(version);
  const latest = prompt.latestVersion ?? 0;
  return (
    <SaveVersionForm
      project={project}
      name={name}
      shape={shape}
      number={latest + 1}
      content={{ ...parent, model: cell.model }}
      parent={{ number: version.number, content: parent }}
      lastEvalSet={experiment.evalSet}
      answers={{
        commitMessage: `Use ${modelName(cell.model)}, as measured in experiment ${number}`,
        ticketUrl: "",
        wantsRun: false,
        evalSet: null,
      }}
      note={
        latest > version.number
          ? `v${latest} stays as it is; its changes are not in this one.`
          : undefined
      }
      moves={moving}
      onClose={onClose}
      onSave={async (body) => setSaved((await shape.save(body)).summary.number)}
    />
  );
}
