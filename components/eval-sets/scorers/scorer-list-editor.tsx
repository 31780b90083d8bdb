"use client";
import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Select } from "@/components/ui/controls/select";
import { type DraftScorer, draftScorer } from "./draft-scorer";
import { ScorerOptions } from "./scorer-options";
import { ScorerSettings } from "./scorer-settings";

interface Props {
  scorers: DraftScorer[];
  onChange: (scorers: DraftScorer[]) => void;
  /** By place in the list. */
  errorOf?: (index: number) => string | undefined;
  /** What a scorer would say, below its settings. */
  preview?: (scorer: DraftScorer) => ReactNode;
  /** Which kinds may be chosen; all without it. */
  offers?: (kind: string) => boolean;
}

/** Which scorers a run uses; each with the few settings that its kind has. */
export function ScorerListEditor({ scorers, onChange, errorOf, preview, offers }: Props) {
  return (
    <div className="grid gap-3">
      {scorers.map((scorer, index) => {
        const error = errorOf?.(index);
        const set = (next: Partial<DraftScorer>) =>
          onChange(scorers.map((one) => (one.key === scorer.key ? { ...one, ...next } : one)));
        return (
          <fieldset key={scorer.key} className="grid gap-2 rounded border p-3">
            <div className="flex items-center gap-2">
              <Select
                size="sm"
                aria-label={`Scorer ${index + 1}`}
                className="w-52"
                value={scorer.kind}
                onChange={(event) => set({ kind: event.target.value, config: {} })}
              >
                <ScorerOptions {...(offers ? { offers } : {})} />
              </Select>
              <IconButton
                label={`Remove scorer ${index + 1}`}
                className="ml-auto"
                icon={<X aria-hidden="true" />}
                onClick={() => onChange(scorers.filter(({ key }) => key !== scorer.key))}
              />
            </div>
            <ScorerSettings
              kind={scorer.kind}
              config={scorer.config}
              onChange={(config) => set({ config })}
            />
            {error && <p className="text-12 text-fail">{error}</p>}
            {preview?.(scorer)}
          </fieldset>
        );
      })}
      <Button
        size="sm"
        className="justify-self-start"
        icon={<Plus aria-hidden="true" />}
        onClick={() => onChange([...scorers, draftScorer({ kind: "label" })])}
      >
        Add scorer
      </Button>
    </div>
  );
}
