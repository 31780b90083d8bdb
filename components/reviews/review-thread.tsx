"use client";
import { Check } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Avatar } from "@/components/ui/data/avatar";
import { Badge } from "@/components/ui/data/badge";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { Markdown } from "@/components/ui/text/markdown";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { ReviewComment } from "@/lib/reviews/comments/comment-contract";
import type { Review } from "@/lib/reviews/contract";
import { useThreadActions } from "@/lib/reviews/hooks";
import { CommentForm } from "./comment-form";
import { SuggestedEdit } from "./suggested-edit";

interface Props {
  project: string;
  review: Review;
  root: ReviewComment;
  /** The lines that it is about, where its place alone does not say it. */
  about?: React.ReactNode;
  /** The lines that it stands on; without them a suggestion shows what would be, not what was. */
  lines?: readonly string[] | undefined;
}

/** A comment with its answers; resolved ones fold to a line. */
export function ReviewThread({ project, review, root, about, lines }: Props) {
  const { resolve, take, isTaking } = useThread(project, review);
  const [isOpen, setOpen] = useState(root.resolvedAt === null);
  const [isAnswering, setAnswering] = useState(false);
  const answers = review.comments.filter(({ parentId }) => parentId === root.id);
  const { mayComment } = review.you;
  const isUnderWay = review.turn.who !== "nobody";

  if (!isOpen && root.resolvedAt) {
    return <ResolvedThread root={root} onShow={() => setOpen(true)} />;
  }
  return (
    <div
      className="grid gap-2.5 border-y border-l-2 border-l-accent py-2.5 pr-3.5 pl-4"
      data-thread={root.id}
      data-unresolved={root.resolvedAt ? undefined : ""}
      tabIndex={-1}
    >
      {about}
      {[root, ...answers].map((comment) => (
        <Comment key={comment.id} comment={comment} lines={lines}>
          {comment.takenOverAt && (
            <span className="inline-flex items-center gap-1">
              <Check className="size-3.5 text-pass" aria-hidden="true" /> applied to a draft
            </span>
          )}
          {mayComment && isUnderWay && !comment.takenOverAt && (
            <Button size="sm" busy={isTaking} onClick={() => void take(comment.id)}>
              Apply to my draft
            </Button>
          )}
        </Comment>
      ))}
      {mayComment &&
        (isAnswering ? (
          <CommentForm
            project={project}
            review={review.number}
            place={{ parentId: root.id, lineCount: 1 }}
            label="Answer"
            submitLabel="Answer"
            onClose={() => setAnswering(false)}
          />
        ) : (
          <div className="flex gap-2">
            <Button size="sm" onClick={() => setAnswering(true)}>
              Answer
            </Button>
            <Button
              size="sm"
              busy={resolve.isPending}
              onClick={() =>
                resolve.mutate(
                  { comment: root.id, isResolved: root.resolvedAt === null },
                  { onSuccess: () => setOpen(root.resolvedAt !== null) },
                )
              }
            >
              {root.resolvedAt ? "Reopen" : "Resolve"}
            </Button>
          </div>
        ))}
    </div>
  );
}

function useThread(project: string, review: Review) {
  const { resolve, takeOver } = useThreadActions(project, String(review.number));
  const router = useRouter();
  const edit = `/${project}/prompts/${encodeURIComponent(review.prompt)}/edit`;

  async function take(id: string) {
    try {
      await takeOver.mutateAsync(id);
      toast("The suggestion is in your draft.", {
        action: { label: "Open the draft", onClick: () => router.push(edit) },
      });
    } catch (error) {
      toastError(error instanceof Error ? error.message : "That did not work.");
    }
  }

  return { resolve, take, isTaking: takeOver.isPending };
}

function ResolvedThread({ root, onShow }: { root: ReviewComment; onShow: () => void }) {
  return (
    <div className="flex items-center gap-2 px-4 py-2 text-12 text-text-2">
      <Badge>resolved</Badge>
      <span className="min-w-0 truncate">
        {root.author.name}: {root.body || "a suggestion"}
      </span>
      <Button size="sm" variant="ghost" onClick={onShow}>
        Show
      </Button>
    </div>
  );
}

interface CommentProps {
  comment: ReviewComment;
  lines: readonly string[] | undefined;
  children: React.ReactNode;
}

function Comment({ comment, lines, children }: CommentProps) {
  const { author, createdAt, body, suggestion } = comment;
  return (
    <div className="grid grid-cols-[20px_minmax(0,1fr)] gap-2 text-13">
      <Avatar name={author.name} />
      <div className="grid gap-1.5">
        <div>
          <b>{author.name}</b>{" "}
          <span className="text-text-3 text-12">
            <RelativeTime value={createdAt} />
          </span>
        </div>
        {body && <Markdown text={body} />}
        {suggestion !== null && (
          <SuggestedEdit before={lines ?? null} suggestion={suggestion}>
            {children}
          </SuggestedEdit>
        )}
      </div>
    </div>
  );
}
