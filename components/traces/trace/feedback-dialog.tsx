"use client";
import { useState } from "react";
import { OUTCOME_LABEL } from "@/components/traces/trace-words";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { Dialog } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import { ApiError } from "@/lib/http/api-client";
import { useGiveFeedback } from "@/lib/traces/hooks";
import type { Outcome } from "@/lib/traces/span";

interface Props {
  project: string;
  traceId: string;
  outcome: Outcome | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Says how a request ended, later than the application could. */
export function FeedbackDialog({ project, traceId, outcome, open, onOpenChange }: Props) {
  const give = useGiveFeedback(project, traceId);
  const [chosen, setChosen] = useState<Outcome | "">("");
  const [score, setScore] = useState("");
  const [comment, setComment] = useState("");
  const isEmpty = chosen === "" && score === "" && comment.trim() === "";
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Feedback"
      description="Feedback stays on the trace with your name. A new outcome counts in the metrics of the hour when the request began."
      onSubmit={() =>
        give.mutate(
          {
            ...(chosen ? { outcome: chosen } : {}),
            ...(score === "" ? {} : { score: Number(score) }),
            ...(comment.trim() ? { comment: comment.trim() } : {}),
          },
          {
            onSuccess: () => {
              onOpenChange(false);
              setChosen("");
              setScore("");
              setComment("");
              toast("Feedback was added");
            },
          },
        )
      }
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="primary" type="submit" busy={give.isPending} disabled={isEmpty}>
            Add feedback
          </Button>
        </>
      }
    >
      <Field
        label="Outcome"
        hint={`Now: ${outcome ? OUTCOME_LABEL[outcome] : "not reported"}.`}
        optional
      >
        <Select value={chosen} onChange={(event) => setChosen(event.target.value as Outcome | "")}>
          <option value="">keep as is</option>
          {(Object.keys(OUTCOME_LABEL) as Outcome[]).map((one) => (
            <option key={one} value={one}>
              {OUTCOME_LABEL[one]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Score" hint="Any number, on the scale that your project uses." optional>
        <Input
          type="number"
          step="any"
          value={score}
          onChange={(event) => setScore(event.target.value)}
        />
      </Field>
      <Field label="Comment" optional>
        <Textarea
          maxLength={4_000}
          rows={4}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
        />
      </Field>
      <FormError requestId={give.error instanceof ApiError ? give.error.problem.requestId : null}>
        {give.error?.message}
      </FormError>
    </Dialog>
  );
}
