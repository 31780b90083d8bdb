"use client";
import { Button } from "@/components/ui/controls/button";
import { RadioGroup } from "@/components/ui/controls/radio-group";
import { Textarea } from "@/components/ui/controls/textarea";
import { Form } from "@/components/ui/forms/form";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { lazyView } from "@/components/ui/lazy-view";
import { Section } from "@/components/ui/section";
import { Kbd } from "@/components/ui/text/kbd";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { formatCountOf } from "@/lib/format-number";
import type { Review } from "@/lib/reviews/contract";
import { useThreadActions } from "@/lib/reviews/hooks";
import { closedGates } from "@/lib/specs/gates/closed-gates";
import { DECISION_VERB, type DecisionKind } from "./review-words";

const DecisionDialog = lazyView(() => import("./decision-dialog"));

type Choice = "comment" | DecisionKind;

const VERB: Record<Choice, string> = { comment: "Comment", ...DECISION_VERB };

interface Props {
  project: string;
  review: Review;
  /** The decision that is being asked for once more. */
  confirming: DecisionKind | null;
  onConfirm: (kind: DecisionKind | null) => void;
}

/** Comment, ask for changes, or approve; both decisions ask once more. */
export function ReviewDecision({ project, review, confirming, onConfirm }: Props) {
  const { mayDecide, mayComment, whyNot } = review.you;
  const { version } = review;
  const form = useDecisionForm(project, review.number);
  const { body, choice } = form.values;
  const ask = (kind: DecisionKind) => {
    form.change({ choice: kind });
    onConfirm(kind);
  };
  useDecisionShortcuts(version, mayDecide, ask);
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
              <DecisionChoice review={review} value={value} onChange={onChange} />
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
      {confirming && (
        <DecisionDialog
          key={confirming}
          project={project}
          review={review}
          kind={confirming}
          body={body}
          onClose={() => onConfirm(null)}
          onDecided={() => form.startOver()}
        />
      )}
    </Section>
  );
}

/** Saves a comment; a decision is saved by its dialog, with the same text. */
function useDecisionForm(project: string, review: number) {
  const { write } = useThreadActions(project, String(review));
  return useZodForm({
    draftKey: `remark ${project} ${review}`,
    defaultValues: { body: "", choice: "comment" as Choice },
    schema: async () => (await import("@/lib/reviews/comments/comment-contract")).WriteComment,
    toBody: ({ body }) => ({ body, lineCount: 1 }),
    save: write.mutateAsync,
    clearsOnSaved: true,
  });
}

function useDecisionShortcuts(
  version: number,
  mayDecide: boolean,
  ask: (kind: DecisionKind) => void,
) {
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
}

interface DecisionChoiceProps {
  review: Review;
  value: Choice;
  onChange: (choice: Choice) => void;
}

/** With what a decision would mean as things stand. */
function DecisionChoice({ review, value, onChange }: DecisionChoiceProps) {
  const closed = review.requiresGates ? closedGates(review.gates).length : 0;
  const isUnmeasured = review.requiresGates && review.gates.every(({ level }) => level !== "must");
  const keyed = (label: string, keys: string) => (
    <span className="flex justify-between gap-2">
      {label} <Kbd keys={keys} aria-hidden="true" />
    </span>
  );
  return (
    <RadioGroup
      label="Decision"
      hideLabel
      value={value}
      onValueChange={onChange}
      options={[
        { value: "comment", label: "Comment only" },
        {
          value: "change_request",
          label: keyed("Request changes", "r"),
          hint: "blocks until you withdraw it",
        },
        {
          value: "approval",
          label: keyed(`Approve v${review.version}`, "a"),
          hint: isUnmeasured
            ? "nothing was measured; a reason is required"
            : closed > 0
              ? `${formatCountOf(closed, "closed gate")} blocking the release`
              : undefined,
        },
      ]}
    />
  );
}
