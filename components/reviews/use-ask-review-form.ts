"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { environmentQueries } from "@/lib/projects/queries";
import { promptQueries } from "@/lib/prompts/queries";
import { useRequestReview } from "@/lib/reviews/hooks";

export interface AskReviewOptions {
  project: string;
  prompt: string;
  version: number;
  environment: string | undefined;
  onClose: () => void;
}

/** The form with what is chosen, or else proposed, for each of its fields. */
export function useAskReviewForm(options: AskReviewOptions) {
  const { project, prompt, version, onClose } = options;
  const router = useRouter();
  const request = useRequestReview(project);
  const { data: environments } = useQuery(environmentQueries.list(project));
  const { data: versions } = useQuery(promptQueries.versions(project, prompt));
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
      environment: options.environment ?? (null as string | null),
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
  return {
    ...{ form, names, first, number },
    versions: versions?.data,
    environment: form.values.environment ?? first?.name ?? "",
    proposal: proposalFor(number),
  };
}
