"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Likeness, Personal, Sources } from "@/components/trace-reviews/case-part";
import {
  draftOfExpected,
  type ExpectedDraft,
  expectedOfDraft,
} from "@/components/trace-reviews/expected-draft";
import { PersonalInputs } from "@/components/trace-reviews/personal-inputs";
import { shortId } from "@/components/traces/trace-words";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { Dialog } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import { Skeleton } from "@/components/ui/skeleton";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { ApiError } from "@/lib/http/api-client";
import type { CasePreview } from "@/lib/trace-reviews/cases/case-contract";
import { useMakeCase } from "@/lib/trace-reviews/hooks";
import { traceReviewQueries } from "@/lib/trace-reviews/queries";

interface Props {
  project: string;
  traceId: string;
  canSeeHoldout: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const NO_CHOICES: CasePreview["expectedChoices"] = [{ field: null, values: [] }];

/** Makes an eval case of a trace: what it would hold, what it repeats, and what would have been right. */
export function CaseDialog({ project, traceId, canSeeHoldout, open, onOpenChange }: Props) {
  const [evalSet, setEvalSet] = useState<string | undefined>();
  const [split, setSplit] = useState<"development" | "holdout">("development");
  const [input, setInput] = useState<Record<string, string>>({});
  const [draft, setSaid] = useState<ExpectedDraft | null>(null);
  const sets = useQuery({ ...evalSetQueries.list(project), enabled: open }).data?.data ?? [];
  const { data: preview, error } = useQuery({
    ...traceReviewQueries.casePreview(project, traceId, evalSet),
    enabled: open,
  });
  const make = useMakeCase(project);
  const expected = draft ?? draftOfExpected(preview?.expected ?? null);
  const choices = preview?.expectedChoices.length ? preview.expectedChoices : NO_CHOICES;
  const isReady =
    preview !== undefined &&
    preview.madeCase === null &&
    preview.missing.every((name) => input[name]?.trim());

  function submit() {
    if (!preview || !isReady) return;
    const given = Object.fromEntries(Object.entries(input).filter(([, text]) => text.trim()));
    const right = expectedOfDraft(expected, choices);
    make.mutate(
      {
        id: traceId,
        body: {
          evalSet: preview.evalSet,
          split,
          ...(right === null ? {} : { expected: right }),
          ...(Object.keys(given).length > 0 ? { input: given } : {}),
        },
      },
      {
        onSuccess: ({ caseId, evalSet: set }) => {
          onOpenChange(false);
          toast(`${shortId(traceId)} is the case ${caseId ?? "in holdout"} of ${set}`);
        },
      },
    );
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="md"
      title="Turn into a case"
      description="Input, context and attributes come from the trace, and the case keeps a link to it."
      onSubmit={submit}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="primary" type="submit" busy={make.isPending} disabled={!isReady}>
            Turn into case
          </Button>
        </>
      }
    >
      {error && !preview ? (
        <FormError requestId={error instanceof ApiError ? error.problem.requestId : null}>
          {error.message}
        </FormError>
      ) : !preview ? (
        <Skeleton width={320} />
      ) : (
        <>
          <div className="grid grid-cols-2 gap-3">
            <Field label="Eval set">
              <Select
                value={preview.evalSet}
                onChange={(event) => {
                  setEvalSet(event.target.value);
                  setInput({});
                }}
              >
                {[...new Set([preview.evalSet, ...sets.map(({ name }) => name)])].map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </Select>
            </Field>
            {canSeeHoldout && (
              <Field label="Split">
                <Select
                  value={split}
                  onChange={(event) =>
                    setSplit(event.target.value === "holdout" ? "holdout" : "development")
                  }
                >
                  <option>development</option>
                  <option>holdout</option>
                </Select>
              </Field>
            )}
          </div>
          <p className="text-12 text-text-2">
            <Likeness project={project} preview={preview} />{" "}
            <Personal preview={preview} input={input} />
          </p>
          <Sources preview={preview} />
          <PersonalInputs preview={preview} input={input} onInput={setInput} />
          {preview.missing.map((variable) => (
            <Field key={variable} label={variable} hint="The trace has nothing for it.">
              <Textarea
                rows={2}
                required
                value={input[variable] ?? ""}
                onChange={(event) => setInput({ ...input, [variable]: event.target.value })}
              />
            </Field>
          ))}
          <ExpectedFields choices={choices} expected={expected} onChange={setSaid} />
          <FormError
            requestId={make.error instanceof ApiError ? make.error.problem.requestId : null}
          >
            {make.error?.message}
          </FormError>
        </>
      )}
    </Dialog>
  );
}

interface ExpectedFieldsProps {
  choices: CasePreview["expectedChoices"];
  expected: ExpectedDraft;
  onChange: (expected: ExpectedDraft) => void;
}

/** The right answer, in the words of the set's other cases. */
function ExpectedFields({ choices, expected, onChange }: ExpectedFieldsProps) {
  return choices.map(({ field, values }) => {
    const key = field ?? "";
    const bind = {
      value: expected[key] ?? "",
      onChange: ({ target }: { target: { value: string } }) =>
        onChange({ ...expected, [key]: target.value }),
    };
    return (
      <Field key={key} label={field ? `The right answer: ${field}` : "The right answer"} optional>
        {values.length > 0 ? (
          <Select {...bind}>
            <option value="">not given</option>
            {values.map((value) => (
              <option key={String(value)}>{String(value)}</option>
            ))}
          </Select>
        ) : (
          <Textarea rows={3} {...bind} />
        )}
      </Field>
    );
  });
}
