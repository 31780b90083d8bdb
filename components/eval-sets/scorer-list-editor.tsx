"use client";
import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Select } from "@/components/ui/controls/select";
import { ScorerOptions } from "./scorer-options";
import { ScorerSettings } from "./scorer-settings";

/** A scorer while it is edited; the server says what is wrong with its settings. */
export interface DraftScorer {
  key: number;
  kind: string;
  name?: string | undefined;
  config: Record<string, unknown>;
}

let keys = 0;

export function draftScorer(spec: {
  kind: string;
  name?: string | undefined;
  config?: object;
}): DraftScorer {
  keys += 1;
  return { key: keys, kind: spec.kind, name: spec.name, config: { ...spec.config } };
}

interface Props {
  scorers: DraftScorer[];
  onChange: (scorers: DraftScorer[]) => void;
  /** By place in the list. */
  errorOf?: (index: number) => string | undefined;
}

/** Which scorers a run uses; each with the few settings that its kind has. */
export function ScorerListEditor({ scorers, onChange, errorOf }: Props) {
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
                <ScorerOptions />
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
