"use client";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Textarea } from "@/components/ui/controls/textarea";

interface Props {
  label: string;
  /** The lines as they are: where a text can be suggested in their place. */
  suggestFor?: readonly string[] | undefined;
  submitLabel: string;
  onSubmit: (comment: { body: string; suggestion?: string }) => Promise<unknown>;
  onCancel?: (() => void) | undefined;
  autoFocus?: boolean;
}

export function CommentForm({
  label,
  suggestFor,
  submitLabel,
  onSubmit,
  onCancel,
  autoFocus,
}: Props) {
  const [body, setBody] = useState("");
  const [suggestion, setSuggestion] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const isOne = suggestFor?.length === 1;

  async function submit() {
    setBusy(true);
    setProblem(null);
    try {
      await onSubmit({ body, ...(suggestion === null ? {} : { suggestion }) });
      setBody("");
      setSuggestion(null);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "That did not work. Try again.");
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onCancel?.();
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
          event.preventDefault();
          if (!isBusy) void submit();
        }
      }}
    >
      <Textarea
        aria-label={label}
        placeholder={label}
        rows={2}
        autoFocus={autoFocus}
        value={body}
        onChange={(event) => setBody(event.target.value)}
      />
      {suggestion !== null && (
        <Field
          label={isOne ? "In place of this line" : `In place of these ${suggestFor?.length} lines`}
          hint={isOne ? "Leave empty to delete the line." : "Leave empty to delete the lines."}
        >
          <Textarea
            mono
            rows={Math.min(12, Math.max(3, suggestFor?.length ?? 0))}
            value={suggestion}
            onChange={(event) => setSuggestion(event.target.value)}
          />
        </Field>
      )}
      <FormError>{problem}</FormError>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          type="submit"
          size="sm"
          variant="primary"
          busy={isBusy}
          disabled={!body && suggestion === null}
        >
          {submitLabel}
        </Button>
        {suggestFor !== undefined && (
          <Button
            size="sm"
            onClick={() => setSuggestion(suggestion === null ? suggestFor.join("\n") : null)}
          >
            {suggestion === null ? "Suggest an edit" : "Remove the edit"}
          </Button>
        )}
        {onCancel && (
          <Button size="sm" variant="ghost" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  );
}
