"use client";
import { Button } from "@/components/ui/controls/button";
import { RadioGroup } from "@/components/ui/controls/radio-group";
import { Textarea } from "@/components/ui/controls/textarea";
import { Form } from "@/components/ui/forms/form";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { Notice } from "@/components/ui/notice";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { Section } from "@/components/ui/section";
import { formatCountOf } from "@/components/ui/text/format";
import { Kbd } from "@/components/ui/text/kbd";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { Review } from "@/lib/reviews/contract";
import { useReviewActions, useThreadActions } from "@/lib/reviews/hooks";
import { closedGates } from "@/lib/specs/gates/closed-gates";

export type DecisionKind = "change_request" | "approval";
type Choice = "comment" | DecisionKind;

const VERB: Record<Choice, string> = {
  comment: "Comment",
  change_request: "Request changes",
  approval: "Approve",
};

interface Props {
  project: string;
  review: Review;
  /** The decision that is being asked for once more. */
  confirming: DecisionKind | null;
  onConfirm: (kind: DecisionKind | null) => void;
}

/** Comment, ask for changes, or approve; both decisions ask once more. */
export function ReviewDecision({ project, review, confirming, onConfirm }: Props) {
  const number = String(review.number);
  const { decide } = useReviewActions(project, number);
  const { write } = useThreadActions(project, number);
  const { mayDecide, mayComment, whyNot } = review.you;
  const { version } = review;
  const closed = review.requiresGates ? closedGates(review.gates).length : 0;
  const isUnmeasured = review.requiresGates && review.gates.every(({ level }) => level !== "must");
  const form = useZodForm({
    draftKey: `decision ${project} ${number}`,
    defaultValues: { body: "", choice: "comment" as Choice, confirmNothingMeasured: "" },
    schema: async () => (await import("@/lib/reviews/comments/comment-contract")).WriteComment,
    toBody: ({ body }) => ({ body, lineCount: 1 }),
    save: write.mutateAsync,
    clearsOnSaved: true,
  });
  const { body, choice, confirmNothingMeasured: confirmation } = form.values;
  const ask = (kind: DecisionKind) => {
    form.change({ choice: kind });
    onConfirm(kind);
  };
  useShortcuts([
    {
      keys: "a",
      label: `Approve v${version}`,
      group: "Review",
      enabled: mayDecide,
      run: () => ask("approval"),
    },
    {
      keys: "r",
      label: "Request changes",
      group: "Review",
      enabled: mayDecide,
      run: () => ask("change_request"),
    },
  ]);
  if (!mayComment) {
    return (
      <Section title="Decision">
        <p className="text-12 text-text-2">
          {whyNot ?? "You can read this review but not decide."}
        </p>
      </Section>
    );
  }
  const hash = (
    <span className="font-mono text-text-3 text-12">{review.contentHash.slice(0, 8)}</span>
  );
  return (
    <Section title={mayDecide ? `Your decision on v${version}` : "Comment"} actions={hash}>
      <Form
        form={{
          ...form,
          submit: () => (choice === "comment" ? form.submit() : onConfirm(choice)),
        }}
        className="grid gap-3"
      >
        <FormField form={form} name="body" label="Comment" hideLabel>
          <Textarea placeholder={`What should ${review.author.name} know?`} />
        </FormField>
        {mayDecide ? (
          <FormControl form={form} name="choice">
            {({ value, onChange }) => (
              <RadioGroup
                label="Decision"
                hideLabel
                value={value}
                onValueChange={onChange}
                options={[
                  { value: "comment", label: "Comment only" },
                  {
                    value: "change_request",
                    label: (
                      <span className="flex justify-between gap-2">
                        Request changes <Kbd keys="r" aria-hidden="true" />
                      </span>
                    ),
                    hint: "blocks until you withdraw it",
                  },
                  {
                    value: "approval",
                    label: (
                      <span className="flex justify-between gap-2">
                        Approve v{version} <Kbd keys="a" aria-hidden="true" />
                      </span>
                    ),
                    hint: isUnmeasured
                      ? "nothing was measured; a reason is required"
                      : closed > 0
                        ? `${formatCountOf(closed, "closed gate")} blocking the release`
                        : undefined,
                  },
                ]}
              />
            )}
          </FormControl>
        ) : (
          whyNot && <p className="text-12 text-text-2">{whyNot}</p>
        )}
        <Button
          type="submit"
          variant="primary"
          busy={form.isSaving}
          disabled={choice === "comment" && !body.trim()}
        >
          {choice === "comment" ? VERB.comment : `${VERB[choice]}…`}
        </Button>
      </Form>
      <ConfirmDialog
        open={confirming !== null}
        onOpenChange={() => onConfirm(null)}
        title={
          confirming === "approval" ? `Approve v${version}?` : `Request changes to v${version}?`
        }
        confirmLabel={
          confirming === "approval" && isUnmeasured
            ? "Approve without measurement"
            : confirming
              ? VERB[confirming]
              : ""
        }
        disabled={confirming === "approval" && isUnmeasured && confirmation.trim() === ""}
        onConfirm={async () => {
          if (!confirming) return;
          await decide.mutateAsync({
            ...{ kind: confirming, version, body, evidenceHash: review.evidenceHash },
            ...(isUnmeasured && confirming === "approval"
              ? { confirmNothingMeasured: confirmation.trim() }
              : {}),
          });
          form.startOver();
          toast(confirming === "approval" ? `You approved v${version}.` : "You requested changes.");
        }}
      >
        <div className="grid gap-3">
          <p>
            {confirming === "approval"
              ? `The approval covers exactly this content (${review.contentHash.slice(0, 8)}). A newer version or looser criteria need a new approval.${closed > 0 ? ` ${formatCountOf(closed, "closed gate")} still blocking the release.` : ""}`
              : `This review blocks the release until you withdraw the request or approve. ${review.author.name} is notified.`}
          </p>
          {confirming === "approval" && isUnmeasured && (
            <>
              <Notice tone="warn" title="Nothing was measured.">
                {review.prompt} has no must criterion, so no gate says whether v{version} is good
                enough for {review.environment}.
              </Notice>
              <FormField
                form={form}
                name="confirmNothingMeasured"
                label="Why it may go live without a measurement"
              >
                <Textarea rows={2} maxLength={2000} placeholder="What you looked at instead" />
              </FormField>
            </>
          )}
          <Textarea
            aria-label="Message"
            placeholder="Message"
            value={body}
            onChange={(event) => form.change({ body: event.target.value })}
          />
        </div>
      </ConfirmDialog>
    </Section>
  );
}
