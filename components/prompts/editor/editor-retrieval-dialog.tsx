"use client";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Textarea } from "@/components/ui/controls/textarea";
import { Dialog } from "@/components/ui/overlays/dialog";
import type { RetrievalSettings } from "@/lib/prompts/version-contract";

interface Props {
  retrieval: RetrievalSettings | undefined;
  readOnly: boolean;
  onClose: () => void;
  onSave: (retrieval: RetrievalSettings | undefined) => void;
}

/** What the application's retrieval step is asked for. Galley keeps and compares it; the application searches. */
export default function EditorRetrievalDialog({ retrieval, readOnly, onClose, onSave }: Props) {
  const [source, setSource] = useState(retrieval?.source ?? "");
  const [topK, setTopK] = useState(String(retrieval?.topK ?? 5));
  const [minScore, setMinScore] = useState(textOf(retrieval?.minScore));
  const [maxTokens, setMaxTokens] = useState(textOf(retrieval?.maxTokens));
  const [rerank, setRerank] = useState(retrieval?.rerank ?? "");
  const [queryTemplate, setQueryTemplate] = useState(retrieval?.queryTemplate ?? "");
  const [isChecked, setChecked] = useState(false);
  const problems = {
    source: source.trim() ? null : "Name the source as the application does.",
    topK: within(topK, 1, 1000, true) ? null : "A whole number from 1 to 1,000.",
    minScore: !minScore || within(minScore, 0, 1) ? null : "A number from 0 to 1, or nothing.",
    maxTokens:
      !maxTokens || within(maxTokens, 1, 1_000_000, true)
        ? null
        : "A whole number from 1 to 1,000,000, or nothing.",
  };

  function save() {
    setChecked(true);
    if (Object.values(problems).some(Boolean)) return;
    onSave({
      source: source.trim(),
      topK: Number(topK),
      ...(minScore ? { minScore: Number(minScore) } : {}),
      ...(maxTokens ? { maxTokens: Number(maxTokens) } : {}),
      ...(rerank.trim() ? { rerank: rerank.trim() } : {}),
      ...(queryTemplate.trim() ? { queryTemplate } : {}),
    });
    onClose();
  }

  const field = (
    label: string,
    value: string,
    set: (value: string) => void,
    more: { error?: string | null; hint?: string; optional?: boolean } = {},
  ) => (
    <Field
      label={label}
      error={isChecked ? more.error : null}
      hint={more.hint}
      optional={more.optional}
    >
      <Input value={value} readOnly={readOnly} onChange={(event) => set(event.target.value)} />
    </Field>
  );
  return (
    <Dialog
      open
      sticky
      onOpenChange={onClose}
      title="Retrieval settings"
      description="Kept with the version and compared in its diff; your application does the search."
      onSubmit={save}
      footer={
        readOnly ? (
          <Button onClick={onClose}>Close</Button>
        ) : (
          <>
            {retrieval && (
              <Button
                variant="danger"
                className="mr-auto"
                onClick={() => {
                  onSave(undefined);
                  onClose();
                }}
              >
                Remove
              </Button>
            )}
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" type="submit">
              Keep changes
            </Button>
          </>
        )
      }
    >
      {field("Source", source, setSource, { error: problems.source })}
      <div className="grid grid-cols-3 gap-3">
        {field("Passages", topK, setTopK, { error: problems.topK })}
        {field("Minimum score", minScore, setMinScore, {
          error: problems.minScore,
          optional: true,
        })}
        {field("Maximum tokens", maxTokens, setMaxTokens, {
          error: problems.maxTokens,
          optional: true,
        })}
      </div>
      {field("Reranker", rerank, setRerank, { optional: true })}
      <Field label="Query" hint="May hold {{variables}}." optional>
        <Textarea
          mono
          rows={2}
          maxLength={10_000}
          value={queryTemplate}
          readOnly={readOnly}
          onChange={(event) => setQueryTemplate(event.target.value)}
        />
      </Field>
    </Dialog>
  );
}

function textOf(value: number | undefined): string {
  return value === undefined ? "" : String(value);
}

function within(text: string, min: number, max: number, whole = false): boolean {
  const value = Number(text);
  return text.trim() !== "" && value >= min && value <= max && (!whole || Number.isInteger(value));
}
