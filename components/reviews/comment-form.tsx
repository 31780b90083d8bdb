"use client";
import { Button } from "@/components/ui/controls/button";
import { Textarea } from "@/components/ui/controls/textarea";
import { Form } from "@/components/ui/forms/form";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import type { WriteComment } from "@/lib/reviews/comments/comment-contract";
import { useThreadActions } from "@/lib/reviews/hooks";

interface Props {
  project: string;
  /** The review's number. */
  review: number;
  /** What the comment is about: a thread, or lines of the diff. */
  place: Omit<WriteComment, "body" | "suggestion">;
  label: string;
  /** The lines as they are: where a text can be suggested in their place. */
  suggestFor?: readonly string[] | undefined;
  submitLabel: string;
  onClose: () => void;
}

/** A comment, and where it is about lines of the new version a text in their place. */
export function CommentForm(props: Props) {
  const { project, review, place, label, suggestFor, submitLabel, onClose } = props;
  const { write } = useThreadActions(project, String(review));
  const form = useZodForm({
    draftKey: `comment ${project} ${review} ${JSON.stringify(place)}`,
    defaultValues: { body: "", suggestion: null as string | null },
    schema: async () => (await import("@/lib/reviews/comments/comment-contract")).WriteComment,
    toBody: ({ body, suggestion }): WriteComment => ({
      ...place,
      body,
      ...(suggestion === null ? {} : { suggestion }),
    }),
    save: write.mutateAsync,
    onSaved: onClose,
  });
  const { body, suggestion } = form.values;
  const isOne = suggestFor?.length === 1;

  return (
    <Form
      form={form}
      className="grid gap-2"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
          event.preventDefault();
          form.submit();
        }
      }}
    >
      <FormField form={form} name="body" label={label} hideLabel>
        <Textarea placeholder={label} rows={2} autoFocus />
      </FormField>
      {suggestion !== null && (
        <FormField
          form={form}
          name="suggestion"
          label={isOne ? "In place of this line" : `In place of these ${suggestFor?.length} lines`}
          hint={isOne ? "Leave empty to delete the line." : "Leave empty to delete the lines."}
        >
          <Textarea mono rows={Math.min(12, Math.max(3, suggestFor?.length ?? 0))} />
        </FormField>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          type="submit"
          size="sm"
          variant="primary"
          busy={form.isSaving}
          disabled={!body && suggestion === null}
        >
          {submitLabel}
        </Button>
        {suggestFor !== undefined && (
          <Button
            size="sm"
            onClick={() =>
              form.change({ suggestion: suggestion === null ? suggestFor.join("\n") : null })
            }
          >
            {suggestion === null ? "Suggest an edit" : "Remove the edit"}
          </Button>
        )}
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            form.discard();
            onClose();
          }}
        >
          Cancel
        </Button>
      </div>
    </Form>
  );
}
