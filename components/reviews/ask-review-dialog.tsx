"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Input } from "@/components/ui/controls/input";
import { hintClass, labelClass } from "@/components/ui/controls/label-class";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { Notice } from "@/components/ui/notice";
import type { Environment } from "@/lib/projects/environment-contract";
import { environmentQueries } from "@/lib/projects/queries";
import { promptQueries } from "@/lib/prompts/queries";
import { useRequestReview } from "@/lib/reviews/hooks";
import { reviewQueries } from "@/lib/reviews/queries";
import { ReviewerChoice } from "./reviewer-choice";

interface Props {
  project: string;
  prompt: string;
  version: number;
  environment: string | undefined;
  onClose: () => void;
}

/** Where the version shall go, and what a reviewer should know. The saved message is the first draft. */
export default function AskReviewDialog(props: Props) {
  const { project, prompt, version, onClose } = props;
  const router = useRouter();
  const request = useRequestReview(project);
  const { data: environments } = useQuery(environmentQueries.list(project));
  const { data: versions } = useQuery(promptQueries.versions(project, prompt));
  const { data: active } = useInfiniteQuery(
    reviewQueries.list(project, { view: "active", prompt }),
  );
  const names = environments?.data ?? [];
  // Protected ones are what reviews are for.
  const first = names.find(({ requiredApprovals }) => requiredApprovals > 0) ?? names[0];
  /** What is proposed for a version, until something else is written. */
  const proposalFor = (number: number) => {
    const saved = versions?.data.find((one) => one.number === number);
    return { saved, title: saved?.commitMessage ?? "", ticketUrl: saved?.ticketUrl ?? "" };
  };
  const form = useZodForm({
    draftKey: `review ${project} ${prompt} ${version}`,
    defaultValues: {
      version: String(version),
      environment: props.environment ?? (null as string | null),
      title: null as string | null,
      description: "",
      reviewers: [] as string[],
      ticketUrl: null as string | null,
    },
    schema: async () => (await import("@/lib/reviews/contract")).RequestReview,
    toBody: (values) => {
      const number = Number(values.version);
      const proposal = proposalFor(number);
      const ticketUrl = (values.ticketUrl ?? proposal.ticketUrl).trim();
      return {
        prompt,
        version: number,
        environment: values.environment ?? first?.name ?? "",
        title: (values.title ?? proposal.title).trim(),
        description: values.description.trim(),
        reviewers: values.reviewers,
        ...(ticketUrl ? { ticketUrl } : {}),
      };
    },
    save: request.mutateAsync,
    onSaved: (review) => {
      onClose();
      router.push(`/${project}/reviews/${review.number}`);
    },
  });
  const number = Number(form.values.version);
  const proposal = proposalFor(number);
  const environment = form.values.environment ?? first?.name ?? "";
  const rules = names.find(({ name }) => name === environment);
  const openReviews = active?.pages
    .flatMap(({ data }) => data)
    .filter((review) => review.environment === environment);
  const already = openReviews?.find((review) => review.version === number);
  const other = openReviews?.find((review) => review.version !== number);
  const title = form.values.title ?? proposal.title;

  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Ask for review"
      description={prompt}
      sticky
      submitLabel={`Ask for review of v${number}`}
      canSubmit={title.trim() !== "" && environment !== "" && already === undefined}
    >
      <FormField form={form} name="version" label="Version">
        <Select>
          {(versions?.data ?? [{ number: version, commitMessage: "" }]).map((one) => (
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
      {already && (
        <Notice
          tone="info"
          title={`Review ${already.number} is about v${number} for ${environment} already.`}
          actions={
            <Link
              className={buttonClass({ size: "sm" })}
              href={`/${project}/reviews/${already.number}`}
            >
              Open it
            </Link>
          }
        />
      )}
      {!already && other && (
        <Notice
          tone="warn"
          title={`Review ${other.number} of v${other.version} is open for ${environment} too.`}
          actions={
            <Link
              className={buttonClass({ size: "sm" })}
              href={`/${project}/reviews/${other.number}`}
            >
              Open it
            </Link>
          }
        >
          Whichever is released last replaces the other.
        </Notice>
      )}
      <FormField form={form} name="title" label="Title" suggested={proposal.title}>
        <Input required maxLength={200} />
      </FormField>
      <FormField form={form} name="description" label="What should a reviewer know?" optional>
        <Textarea rows={4} />
      </FormField>
      <FormControl form={form} name="reviewers">
        {({ value, onChange }) => (
          <fieldset className="grid content-start gap-1">
            <legend className={cn(labelClass, "mb-1")}>
              Reviewers <span className="text-text-3 font-normal">optional</span>
            </legend>
            <ReviewerChoice
              project={project}
              authorIds={[proposal.saved?.author.id ?? null]}
              chosen={value}
              onChange={onChange}
            />
            <p className={hintClass}>If you choose nobody, all reviewers are notified.</p>
          </fieldset>
        )}
      </FormControl>
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

function rulesInWords({ requiredApprovals, requiresGates }: Environment): string {
  const approvals =
    requiredApprovals === 0
      ? "No approval is needed there"
      : `${requiredApprovals} approval${requiredApprovals === 1 ? "" : "s"} needed, never the author’s`;
  return `${approvals}; ${requiresGates ? "every must gate has to pass." : "gates are shown and do not block."}`;
}
