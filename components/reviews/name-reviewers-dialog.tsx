"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
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
  const [edited, setEdited] = useState<string[] | null>(null);
  const named = new Set(review.reviewers.map(({ person }) => person.id));
  const before = members?.data.filter(({ id }) => named.has(id)).map(({ email }) => email) ?? [];
  const chosen = edited ?? before;
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title="Who should review this?"
      confirmLabel="Save reviewers"
      disabled={edited === null}
      onConfirm={() => nameReviewers.mutateAsync(chosen)}
    >
      <div className="grid gap-3">
        <p>New reviewers are notified. Anyone with the reviewer role can still decide.</p>
        <ReviewerChoice
          project={project}
          authorIds={[review.author.id]}
          chosen={chosen}
          onChange={setEdited}
        />
      </div>
    </ConfirmDialog>
  );
}
