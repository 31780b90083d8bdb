"use client";
import { useQuery } from "@tanstack/react-query";
import { shortId, traceHref } from "@/components/traces/trace-words";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { DescriptionList } from "@/components/ui/data/dl";
import { OutcomeIcon } from "@/components/ui/data/verdict-icon";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { VersionTag } from "@/components/ui/text/version-tag";
import type { CaseHistory } from "@/lib/trace-reviews/cases/case-contract";
import { traceReviewQueries } from "@/lib/trace-reviews/queries";

interface Props {
  project: string;
  evalSet: string;
  caseId: string;
}

/** The trace that a case came from, and how the latest versions did on it. */
export function CaseOrigin({ project, evalSet, caseId }: Props) {
  const { data } = useQuery(traceReviewQueries.caseHistory(project, evalSet, caseId));
  if (!data || (!data.origin && data.results.length === 0)) return null;
  const { origin, results } = data;
  return (
    <DescriptionList
      className="border-t pt-3"
      items={[
        ...(origin
          ? ([
              [
                "Came from",
                <span key="origin">
                  trace{" "}
                  <Link
                    className={cn(linkClass, "font-mono text-code")}
                    href={traceHref(project, origin.traceId)}
                  >
                    {shortId(origin.traceId)}
                  </Link>{" "}
                  by {origin.by}, <RelativeTime value={origin.at} />
                </span>,
              ],
            ] as const)
          : []),
        ...(results.length > 0
          ? ([
              [
                "Last results",
                <LastResults key="results" project={project} caseId={caseId} results={results} />,
              ],
            ] as const)
          : []),
      ]}
    />
  );
}

/** Several prompts may be run on one set; then each version says whose it is. */
function LastResults({
  project,
  caseId,
  results,
}: {
  project: string;
  caseId: string;
  results: CaseHistory["results"];
}) {
  const prompts = new Set(results.map(({ prompt }) => prompt));
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-1">
      {results.map(({ prompt, version, run, outcome }) => (
        <Link
          key={`${prompt} ${version}`}
          className="underline-offset-3 hover:underline inline-flex items-center gap-1"
          href={`/${project}/runs/${run}?case=${encodeURIComponent(caseId)}`}
          title={`${prompt} v${version}, run ${run}`}
        >
          {prompts.size > 1 && <span className="text-12">{prompt}</span>}
          <VersionTag>v{version}</VersionTag>
          <OutcomeIcon outcome={outcome} />
        </Link>
      ))}
    </span>
  );
}
