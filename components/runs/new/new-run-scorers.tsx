"use client";
import { lazy, Suspense } from "react";
import { type DraftScorer, draftScorer } from "@/components/eval-sets/scorers/draft-scorer";
import { cn } from "@/components/ui/cn";
import { hintClass, labelClass } from "@/components/ui/controls/label-class";
import { linkClass } from "@/components/ui/text/link-class";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { scorerTitle } from "@/lib/scorers/scorer-words";

const NewRunScorerEditor = lazy(() => import("./new-run-scorer-editor"));

interface Props {
  project: string;
  set: EvalSetDetail | undefined;
  /** null: the eval set's own. */
  scorers: DraftScorer[] | null;
  onChange: (scorers: DraftScorer[] | null) => void;
  errorAt: (path: string) => string | undefined;
}

/** The eval set's scorers, or others for this run alone. */
export function NewRunScorers({ project, set, scorers, onChange, errorAt }: Props) {
  const setScorers = set?.scorers ?? [];
  const errorOf = (index: number) => errorAt(`scorers.${index}`);
  const whole = scorers?.some((_, index) => errorOf(index)) ? undefined : errorAt("scorers");
  return (
    <div className="grid content-start gap-1">
      <div className="flex items-baseline">
        <span className={labelClass}>Scorers</span>
        <button
          type="button"
          className={cn(linkClass, "text-12 ml-auto")}
          onClick={() => {
            const first = setScorers.length > 0 ? setScorers : [{ kind: "label" }];
            onChange(scorers ? null : first.map(draftScorer));
          }}
        >
          {scorers ? "use those of the eval set" : "change for this run"}
        </button>
      </div>
      {scorers ? (
        <Suspense fallback={<div className="h-40" aria-busy="true" />}>
          <NewRunScorerEditor
            project={project}
            set={set}
            scorers={scorers}
            onChange={onChange}
            errorOf={errorOf}
          />
        </Suspense>
      ) : setScorers.length > 0 ? (
        <ul className="divide-y divide-border rounded border text-13">
          {setScorers.map((scorer, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is only read
            <li key={index} className="flex gap-2 px-3 py-1.5">
              <span>{scorer.name ?? nameOf(scorer)}</span>
              <span className="text-12 text-text-3 ml-auto">{scorerTitle(scorer.kind)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className={hintClass}>
          {set
            ? "The eval set has none, so they are chosen from the expected values: a label, fields or the whole text."
            : "of the eval set"}
        </p>
      )}
      {whole && <p className="flex gap-1 text-12 text-fail">{whole}</p>}
    </div>
  );
}

function nameOf({ kind, config }: { kind: string; config: object }): string {
  return "field" in config && config.field ? `${kind}: ${String(config.field)}` : kind;
}
