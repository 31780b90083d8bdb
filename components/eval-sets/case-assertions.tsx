"use client";
import { Plus } from "lucide-react";
import { lazy, Suspense } from "react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { hintClass, labelClass } from "@/components/ui/controls/label-class";
import { asksNoModel } from "./scorers/asks-no-model";
import { type DraftScorer, draftScorer } from "./scorers/draft-scorer";

const ScorerListEditor = lazy(() =>
  import("./scorers/scorer-list-editor").then((module) => ({ default: module.ScorerListEditor })),
);

interface Props {
  scorers: DraftScorer[];
  onChange: (scorers: DraftScorer[]) => void;
  isReadOnly: boolean;
  errorAt: (path: string) => string | undefined;
}

/** Scorers that only this case has, next to those of a run. */
export function CaseAssertions({ scorers, onChange, isReadOnly, errorAt }: Props) {
  const errorOf = (index: number) => errorAt(`assertions.${index}`);
  const whole = scorers.some((_, index) => errorOf(index)) ? undefined : errorAt("assertions");
  return (
    <fieldset className="grid gap-2" disabled={isReadOnly}>
      <legend className={cn(labelClass, "mb-1")}>Scorers of this case</legend>
      <p className={hintClass}>They count next to those of a run: the case passes when all pass.</p>
      {scorers.length > 0 ? (
        <Suspense fallback={<div className="h-24" aria-busy="true" />}>
          <ScorerListEditor
            scorers={scorers}
            onChange={onChange}
            errorOf={errorOf}
            offers={asksNoModel}
          />
        </Suspense>
      ) : (
        !isReadOnly && (
          <Button
            size="sm"
            className="justify-self-start"
            icon={<Plus aria-hidden="true" />}
            onClick={() => onChange([draftScorer({ kind: "contains" })])}
          >
            Add scorer
          </Button>
        )
      )}
      {whole && <p className="text-12 text-fail">{whole}</p>}
    </fieldset>
  );
}
