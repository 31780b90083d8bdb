"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button, buttonClass } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { Notice } from "@/components/ui/notice";
import { Dialog } from "@/components/ui/overlays/dialog";
import { parseProblem } from "@/lib/http/form-problem";
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
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Where the version shall go, and what a reviewer should know. The saved message is the first draft. */
export default function AskReviewDialog(props: Props) {
  const { project, prompt, version, open, onOpenChange } = props;
  const router = useRouter();
  const request = useRequestReview(project);
  const { data: environments } = useQuery(environmentQueries.list(project));
  const { data: versions } = useQuery(promptQueries.versions(project, prompt));
  const [chosen, setChosen] = useState<string | null>(props.environment ?? null);
  const [number, setNumber] = useState(version);
  const [written, setWritten] = useState<string | null>(null);
  const [description, setDescription] = useState("");
  const [reviewers, setReviewers] = useState<string[]>([]);
  const [ticket, setTicket] = useState<string | null>(null);
  const saved = versions?.data.find((one) => one.number === number);
  const { data: active } = useInfiniteQuery({
    ...reviewQueries.list(project, { view: "active", prompt }),
    enabled: open,
  });
  const names = environments?.data ?? [];
  // Protected ones are what reviews are for.
  const first = names.find(({ requiredApprovals }) => requiredApprovals > 0) ?? names[0];
  const environment = chosen ?? first?.name ?? "";
  const rules = names.find(({ name }) => name === environment);
  const openReviews = active?.pages
    .flatMap(({ data }) => data)
    .filter((review) => review.environment === environment);
  const already = openReviews?.find((review) => review.version === number);
  const other = openReviews?.find((review) => review.version !== number);
  const title = written ?? saved?.commitMessage ?? "";
  const ticketUrl = ticket ?? saved?.ticketUrl ?? "";
  const problem = parseProblem(request.error, [
    "version",
    "environment",
    "title",
    "description",
    "ticketUrl",
  ]);

  function submit() {
    request.mutate(
      {
        prompt,
        version: number,
        environment,
        title: title.trim(),
        description: description.trim(),
        reviewers,
        ...(ticketUrl.trim() ? { ticketUrl: ticketUrl.trim() } : {}),
      },
      {
        onSuccess: (review) => {
          onOpenChange(false);
          router.push(`/${project}/reviews/${review.number}`);
        },
      },
    );
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Ask for review"
      description={prompt}
      onSubmit={submit}
      sticky
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            busy={request.isPending}
            disabled={!title.trim() || !environment || already !== undefined}
          >
            Ask for review of v{number}
          </Button>
        </>
      }
    >
      <Field label="Version" error={problem.at("version")}>
        <Select value={number} onChange={(event) => setNumber(Number(event.target.value))}>
          {(versions?.data ?? [{ number: version, commitMessage: "" }]).map((one) => (
            <option key={one.number} value={one.number}>
              v{one.number} {one.commitMessage.slice(0, 60)}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label="Environment"
        error={problem.at("environment")}
        hint={
          rules &&
          `${rules.requiredApprovals === 0 ? "No approval is needed there" : `${rules.requiredApprovals} approval${rules.requiredApprovals === 1 ? "" : "s"} needed, never the author’s`}; ${rules.requiresGates ? "every must gate has to pass." : "gates are shown and do not block."}`
        }
      >
        <Select value={environment} onChange={(event) => setChosen(event.target.value)}>
          {names.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      </Field>
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
      <Field label="Title" error={problem.at("title")}>
        <Input
          required
          maxLength={200}
          value={title}
          onChange={(event) => setWritten(event.target.value)}
        />
      </Field>
      <Field label="What should a reviewer know?" optional error={problem.at("description")}>
        <Textarea
          rows={4}
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
      </Field>
      <fieldset className="field">
        <legend className="label mb-1">
          Reviewers <span className="text-text-3 font-normal">optional</span>
        </legend>
        <ReviewerChoice
          project={project}
          authorIds={[saved?.author.id ?? null]}
          chosen={reviewers}
          onChange={setReviewers}
        />
        <p className="hint">If you choose nobody, all reviewers are notified.</p>
      </fieldset>
      <Field label="Ticket" optional error={problem.at("ticketUrl")}>
        <Input
          type="url"
          placeholder="https://"
          value={ticketUrl}
          onChange={(event) => setTicket(event.target.value)}
        />
      </Field>
      <FormError>{problem.whole}</FormError>
    </Dialog>
  );
}
