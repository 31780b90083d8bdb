"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { useSettled } from "@/components/ui/use-settled";
import { runQueries } from "@/lib/runs/queries";
import type { PreviewScorerInput, ScorerPreview } from "@/lib/runs/scorer-preview-contract";

interface Props {
  project: string;
  evalSet: string;
  scorer: { kind: string; config: object };
}

/** What a scorer says about a few stored answers, while its settings are written. */
export function ScorerPreviewList({ project, evalSet, scorer }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const spec = useSettled({ kind: scorer.kind, config: scorer.config });
  const { data, error } = useQuery({
    ...runQueries.scorerPreview(project, evalSet, asScorer(spec)),
    enabled: isOpen,
  });
  if (!isOpen) {
    return (
      <Button size="sm" className="justify-self-start" onClick={() => setIsOpen(true)}>
        Preview on stored answers
      </Button>
    );
  }
  if (error) return <p className="text-12 text-fail">{error.message}</p>;
  if (!data) return <p className="text-12 text-text-3">Scoring the stored answers…</p>;
  if (data.data.length === 0) {
    return (
      <p className="text-12 text-text-3">
        This set has no completed development run yet, so there are no answers to preview.
      </p>
    );
  }
  return (
    <ul className="divide-y divide-border rounded border text-12" aria-live="polite">
      {data.data.map(({ caseId, output, score }) => (
        <li key={`${caseId} ${output}`} className="grid gap-0.5 px-2 py-1.5">
          <span className="flex items-center gap-1.5">
            <VerdictIcon verdict={verdictOf(score)} />
            <span className="font-mono">{caseId}</span>
            <span className="min-w-0 truncate text-text-3">{output || "no text"}</span>
          </span>
          <span className="text-text-2 wrap-anywhere">{score.reason}</span>
        </li>
      ))}
      {data.run && <li className="px-2 py-1.5 text-text-3">Answers of run {data.run.number}</li>}
    </ul>
  );
}

const verdictOf = ({ passed }: ScorerPreview["data"][number]["score"]) =>
  passed === null ? "not_measured" : passed ? "pass" : "fail";

// The form offers settings of its kinds only; the server parses them.
const asScorer = (spec: object) => spec as PreviewScorerInput["scorer"];
