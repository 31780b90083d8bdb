"use client";
import { useQuery } from "@tanstack/react-query";
import { Notice } from "@/components/ui/notice";
import { formatCountOf, formatList } from "@/lib/format-number";
import { runQueries } from "@/lib/runs/queries";
import { AssignCategory } from "./assign-category";

const MOST_LISTED = 3;

/** Failures without a category that look alike: name them, and all of them have it. */
export function FailureGroups({ project, run }: { project: string; run: number }) {
  const { data } = useQuery(runQueries.failureGroups(project, run));
  if (!data || data.data.length === 0) return null;
  return (
    <Notice className="my-2" title="Failures that look alike">
      <ul className="mt-1 grid gap-1.5">
        {data.data.slice(0, MOST_LISTED).map(({ caseIds, terms }) => (
          <li key={caseIds.join(" ")} className="flex flex-wrap items-center gap-2">
            <span title={caseIds.slice(0, 20).join(", ")}>
              {formatCountOf(caseIds.length, "failure looks", "failures look")} alike
              {terms.length > 0 && `: ${formatList(terms)}`}
            </span>
            <AssignCategory
              project={project}
              run={run}
              caseIds={caseIds}
              label={`Failure category of the ${caseIds.length} that share ${formatList(terms)}`}
              onAssign={() => undefined}
            />
          </li>
        ))}
      </ul>
      {data.left > 0 && (
        <p className="mt-1 text-12 text-text-3">
          The first {data.compared} failures without a category were compared;{" "}
          {formatCountOf(data.left, "more", "more")} come once these have one.
        </p>
      )}
    </Notice>
  );
}
