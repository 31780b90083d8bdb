"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { cn } from "@/components/ui/cn";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Input } from "@/components/ui/controls/input";
import { hintClass, labelClass } from "@/components/ui/controls/label-class";
import { Link } from "@/components/ui/controls/link";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { Notice } from "@/components/ui/notice";
import type { Environment } from "@/lib/projects/environment-contract";
import type { ReviewListItem } from "@/lib/reviews/contract";
import { reviewQueries } from "@/lib/reviews/queries";
import { ReviewerChoice } from "./reviewer-choice";
import { type AskReviewOptions, useAskReviewForm } from "./use-ask-review-form";

/** Where the version shall go, and what a reviewer should know. The saved message is the first draft. */
export default function AskReviewDialog(props: AskReviewOptions) {
  const { project, prompt, version, onClose } = props;
  const { form, names, first, versions, number, environment, proposal } = useAskReviewForm(props);
  const open = useOpenReview(project, prompt, environment, number);
  const rules = names.find(({ name }) => name === environment);
  const title = form.values.title ?? proposal.title;

  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Ask for review"
      description={prompt}
      sticky
      submitLabel={`Ask for review of v${number}`}
      canSubmit={title.trim() !== "" && environment !== "" && open?.version !== number}
    >
      <FormField form={form} name="version" label="Version">
        <Select>
          {(versions ?? [{ number: version, commitMessage: "" }]).map((one) => (
            <option key={one.number} value={one.number}>
              v{one.number} {one.commitMessage.slice(0, 60)}
            </option>
          ))}
        </Select>
      </FormField>
      <FormField
        form={form}
        name="environment"
        label="Environment"
        hint={rules && rulesInWords(rules)}
        suggested={first?.name}
      >
        <Select>
          {names.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      </FormField>
      {open && <OpenReview project={project} review={open} version={number} />}
      <FormField form={form} name="title" label="Title" suggested={proposal.title}>
        <Input required maxLength={200} />
      </FormField>
      <FormField form={form} name="description" label="What should a reviewer know?" optional>
        <Textarea rows={4} />
      </FormField>
      <Reviewers project={project} form={form} author={proposal.saved?.author.id ?? null} />
      <FormField
        form={form}
        name="ticketUrl"
        label="Ticket"
        optional
        suggested={proposal.ticketUrl}
      >
        <Input type="url" placeholder="https://" />
      </FormField>
    </FormDialog>
  );
}

/** Of the same version where there is one, else one that competes. */
function useOpenReview(project: string, prompt: string, environment: string, version: number) {
  const { data: active } = useInfiniteQuery(
    reviewQueries.list(project, { view: "active", prompt }),
  );
  const openReviews = active?.pages
    .flatMap(({ data }) => data)
    .filter((review) => review.environment === environment);
  return openReviews?.find((review) => review.version === version) ?? openReviews?.[0];
}

interface ReviewersProps {
  project: string;
  form: ReturnType<typeof useAskReviewForm>["form"];
  /** Of the version. */
  author: string | null;
}

function Reviewers({ project, form, author }: ReviewersProps) {
  return (
    <FormControl form={form} name="reviewers">
      {({ value, onChange }) => (
        <fieldset className="grid content-start gap-1">
          <legend className={cn(labelClass, "mb-1")}>
            Reviewers <span className="text-text-3 font-normal">optional</span>
          </legend>
          <ReviewerChoice
            project={project}
            authorIds={[author]}
            chosen={value}
            onChange={onChange}
          />
          <p className={hintClass}>If you choose nobody, all reviewers are notified.</p>
        </fieldset>
      )}
    </FormControl>
  );
}

interface OpenReviewProps {
  project: string;
  review: ReviewListItem;
  /** The version that a review is asked for. */
  version: number;
}

/** What is under review for the same environment already: the same version, or one that competes. */
function OpenReview({ project, review, version }: OpenReviewProps) {
  const { number, environment } = review;
  const link = (
    <Link className={buttonClass({ size: "sm" })} href={`/${project}/reviews/${number}`}>
      Open it
    </Link>
  );
  return review.version === version ? (
    <Notice
      tone="info"
      title={`Review ${number} is about v${version} for ${environment} already.`}
      actions={link}
    />
  ) : (
    <Notice
      tone="warn"
      title={`Review ${number} of v${review.version} is open for ${environment} too.`}
      actions={link}
    >
      Whichever is released last replaces the other.
    </Notice>
  );
}

function rulesInWords({ requiredApprovals, requiresGates }: Environment): string {
  const approvals =
    requiredApprovals === 0
      ? "No approval is needed there"
      : `${requiredApprovals} approval${requiredApprovals === 1 ? "" : "s"} needed, never the author’s`;
  return `${approvals}; ${requiresGates ? "every must gate has to pass." : "gates are shown and do not block."}`;
}
