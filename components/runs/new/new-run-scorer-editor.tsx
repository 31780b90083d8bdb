"use client";
import { useState } from "react";
import { type DraftScorer, draftScorer } from "@/components/eval-sets/scorers/draft-scorer";
import { ScorerListEditor } from "@/components/eval-sets/scorers/scorer-list-editor";
import { ScorerPreviewList } from "@/components/eval-sets/scorers/scorer-preview-list";
import { Segmented } from "@/components/ui/controls/segmented";
import { Textarea } from "@/components/ui/controls/textarea";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";

interface Props {
  project: string;
  set: EvalSetDetail | undefined;
  scorers: DraftScorer[];
  onChange: (scorers: DraftScorer[]) => void;
  errorOf: (index: number) => string | undefined;
}

/** The scorers of this run alone, in a form or as JSON. */
export default function NewRunScorerEditor({ project, set, scorers, onChange, errorOf }: Props) {
  const [isJson, setIsJson] = useState(false);
  return (
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
  );
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
