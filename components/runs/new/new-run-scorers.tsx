"use client";
import { useState } from "react";
import { type DraftScorer, draftScorer } from "@/components/eval-sets/scorers/draft-scorer";
import { ScorerListEditor } from "@/components/eval-sets/scorers/scorer-list-editor";
import { ScorerPreviewList } from "@/components/eval-sets/scorers/scorer-preview-list";
import { cn } from "@/components/ui/cn";
import { hintClass, labelClass } from "@/components/ui/controls/label-class";
import { Segmented } from "@/components/ui/controls/segmented";
import { Textarea } from "@/components/ui/controls/textarea";
import { linkClass } from "@/components/ui/text/link";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { scorerTitle } from "@/lib/scorers/scorer-catalogue";

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
  const [isJson, setIsJson] = useState(false);
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
            setIsJson(false);
            const first = setScorers.length > 0 ? setScorers : [{ kind: "label" }];
            onChange(scorers ? null : first.map(draftScorer));
          }}
        >
          {scorers ? "use those of the eval set" : "change for this run"}
        </button>
      </div>
      {scorers ? (
        <div className="grid gap-2">
          <Segmented
            label="Edit scorers as"
            className="w-max"
            value={isJson ? "json" : "form"}
            onValueChange={(view) => setIsJson(view === "json")}
            options={[
              { value: "form", label: "Form" },
              { value: "json", label: "JSON" },
            ]}
          />
          {isJson ? (
            <ScorersAsJson scorers={scorers} onChange={onChange} />
          ) : (
            <ScorerListEditor
              scorers={scorers}
              onChange={onChange}
              errorOf={errorOf}
              {...(set
                ? {
                    preview: (scorer: DraftScorer) => (
                      <ScorerPreviewList project={project} evalSet={set.name} scorer={scorer} />
                    ),
                  }
                : {})}
            />
          )}
        </div>
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

function ScorersAsJson({
  scorers,
  onChange,
}: {
  scorers: DraftScorer[];
  onChange: (scorers: DraftScorer[]) => void;
}) {
  const [text, setText] = useState(() =>
    JSON.stringify(
      scorers.map(({ kind, name, config }) => ({ kind, ...(name ? { name } : {}), config })),
      null,
      2,
    ),
  );
  const [error, setError] = useState<string | null>(null);
  return (
    <>
      <Textarea
        mono
        rows={12}
        aria-label="Scorers as JSON"
        aria-invalid={error !== null}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          const read = readScorers(target.value);
          setError(read ? null : "This is not a JSON list of { kind, config } yet.");
          if (read) onChange(read.map(draftScorer));
        }}
      />
      {error && <p className="flex gap-1 text-12 text-fail">{error}</p>}
    </>
  );
}

function readScorers(text: string): { kind: string; name?: string; config?: object }[] | null {
  try {
    const value: unknown = JSON.parse(text);
    const isList = Array.isArray(value) && value.every((one) => typeof one?.kind === "string");
    return isList ? value : null;
  } catch {
    return null;
  }
}
