"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { RunTable } from "@/components/runs/run-table";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Empty } from "@/components/ui/empty";
import { newRunPath } from "@/lib/prompts/prompt-path";
import { runQueries } from "@/lib/runs/queries";

interface Props {
  project: string;
  name: string;
  number: number;
  mayWrite: boolean;
}

/** The evals of one version, or what to do to have one. */
export function VersionRuns({ project, name, number, mayWrite }: Props) {
  const { data, fetchNextPage, hasNextPage } = useInfiniteQuery(
    runQueries.list(project, { prompt: name, version: number }),
  );
  const runs = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <section className="grid gap-2" aria-label={`Evals of v${number}`}>
      <h2>Evals of v{number}</h2>
      {data && runs.length === 0 ? (
        <Empty
          title="Not measured yet"
          actions={
            mayWrite && (
              <Link
                className={buttonClass({ size: "sm" })}
                href={`/${project}/${newRunPath(name, `version=${number}`)}`}
              >
                Run an eval
              </Link>
            )
          }
        >
          Run v{number} over an eval set to see how often it is right.
        </Empty>
      ) : (
        <RunTable
          project={project}
          runs={runs}
          isOfOnePrompt
          onEndReached={() => hasNextPage && void fetchNextPage()}
        />
      )}
    </section>
  );
}
