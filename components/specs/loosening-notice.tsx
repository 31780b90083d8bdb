"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Notice } from "@/components/ui/notice";
import { linkClass } from "@/components/ui/text/link-class";
import { formatList } from "@/lib/format-number";
import type { LoosenedPrompt, Loosening } from "@/lib/specs/loosening-contract";
import { type LooseningChange, specQueries } from "@/lib/specs/queries";

interface Props {
  project: string;
  /** null: nothing is changed yet. */
  change: LooseningChange | null;
  /** What is not for everybody, where a form has several changes: `edit or delete this case`. */
  what?: string;
  /** Nothing is changed yet, so that there is nothing to say to somebody who may. */
  isUntouched?: boolean;
}

/** Says before it is saved that a change loosens what guards a release or a review, and who may save it. */
export function LooseningNotice({ project, change, what, isUntouched = false }: Props) {
  const { data } = useQuery({
    ...specQueries.loosening(project, change),
    placeholderData: keepPreviousData,
  });
  if (!change || !data || data.data.length === 0) return null;
  const isUnderReview = data.data.some(({ reviews }) => reviews.length > 0);
  if (data.mayLoosen && (isUntouched || !isUnderReview)) return null;
  return (
    <Notice
      tone="warn"
      title={
        data.mayLoosen
          ? "This makes approvals stale."
          : `Only a reviewer may ${what ?? "save this"}: it loosens what is measured.`
      }
      actions={
        !data.mayLoosen && (
          <Link
            className={buttonClass({ size: "sm" })}
            href={`/${project}/settings/members`}
            target="_blank"
          >
            Members
          </Link>
        )
      }
    >
      {data.data.map((one) => (
        <Touched key={one.prompt} project={project} touched={one} isNamed={what === undefined} />
      ))}
      {!data.mayLoosen && <WhoMay reviewers={data.reviewers} />}
    </Notice>
  );
}

interface TouchedProps {
  project: string;
  touched: LoosenedPrompt;
  /** Says what exactly is loosened. */
  isNamed: boolean;
}

function Touched({ project, touched, isNamed }: TouchedProps) {
  const { prompt, environments, reviews, sentences } = touched;
  return (
    <p>
      {isNamed && `${sentences.slice(0, 3).join(" ")} `}
      {prompt} is {environments.length > 0 && `live in ${formatList(environments)}`}
      {environments.length > 0 && reviews.length > 0 && " and "}
      {reviews.length > 0 && (
        <>
          under review in{" "}
          {reviews.map((number, index) => (
            <Fragment key={number}>
              {index > 0 && ", "}
              <Link className={linkClass} href={`/${project}/reviews/${number}`} target="_blank">
                review {number}
              </Link>
            </Fragment>
          ))}
        </>
      )}
      .
    </p>
  );
}

function WhoMay({ reviewers }: Pick<Loosening, "reviewers">) {
  const names = reviewers.map(({ name }) => name);
  return (
    <p>
      {names.length === 0
        ? "Nobody here has the reviewer role. An admin can give it (see Members)."
        : `Ask ${formatList(names.slice(0, 4), "or")} to make this change.`}{" "}
      What you typed stays here.
    </p>
  );
}
