"use client";
import { useQuery } from "@tanstack/react-query";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { memberQueries } from "@/lib/projects/queries";
import type { Review } from "@/lib/reviews/contract";
import { useReviewActions } from "@/lib/reviews/hooks";
import { ReviewerChoice } from "./reviewer-choice";

interface Props {
  project: string;
  review: Review;
  onClose: () => void;
}

/** Who is asked by name, in place of those who were asked before. */
export default function NameReviewersDialog({ project, review, onClose }: Props) {
  const { nameReviewers } = useReviewActions(project, String(review.number));
  const { data: members } = useQuery(memberQueries.list(project));
  const named = new Set(review.reviewers.map(({ person }) => person.id));
  const before = members?.data.filter(({ id }) => named.has(id)).map(({ email }) => email) ?? [];
  const form = useZodForm({
    draftKey: `reviewers ${project} ${review.number}`,
    // null: those who are named already.
    defaultValues: { reviewers: null as string[] | null },
    schema: async () => (await import("@/lib/reviews/reviewer-contract")).NameReviewers,
    toBody: ({ reviewers }) => reviewers && { reviewers },
    save: ({ reviewers }) => nameReviewers.mutateAsync(reviewers),
    onSaved: onClose,
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      alert
      title="Who should review this?"
      submitLabel="Save reviewers"
      kbd="mod+enter"
      buttonSize="sm"
      canSubmit={form.values.reviewers !== null}
    >
      <p>New reviewers are notified. Anyone with the reviewer role can still decide.</p>
      <FormControl form={form} name="reviewers">
        {({ value, onChange }) => (
          <ReviewerChoice
            project={project}
            authorIds={[review.author.id]}
            chosen={value ?? before}
            onChange={onChange}
          />
        )}
      </FormControl>
    </FormDialog>
  );
}
