"use client";
import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/controls/button";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { Section } from "@/components/ui/section";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { useSplitCategory } from "@/lib/failure-categories/hooks";
import { categoryQueries } from "@/lib/failure-categories/queries";
import { formatCountOf } from "@/lib/format-number";

/** What was merged and split, newest first; a merge can be taken back. */
export function CategoryMoves({ project, mayWrite }: { project: string; mayWrite: boolean }) {
  const { data } = useQuery(categoryQueries.moves(project));
  const split = useSplitCategory(project);
  if (!data || data.data.length === 0) return null;
  return (
    <Section title="Merges and splits" flush>
      <ul>
        {data.data.map(({ id, kind, from, into, by, at, results, traces, undoneAt }) => (
          <li
            key={id}
            className="flex min-h-10 items-center gap-3 border-b px-4 py-1.5 text-13 last:border-b-0"
          >
            <span className="min-w-0">
              {by} {kind === "merge" ? `merged “${from.name}” into` : `split “${from.name}” off to`}{" "}
              “{into.name}” with {formatCountOf(results, "result")} and{" "}
              {formatCountOf(traces, "trace")}, <RelativeTime value={at} />
              {undoneAt && (
                <span className="text-text-3">
                  ; split again <RelativeTime value={undoneAt} />
                </span>
              )}
            </span>
            {mayWrite && kind === "merge" && !undoneAt && (
              <Button
                size="sm"
                className="ml-auto"
                busy={
                  split.isPending &&
                  "merge" in split.variables.body &&
                  split.variables.body.merge === id
                }
                onClick={() =>
                  split.mutate(
                    { category: into.id, body: { merge: id } },
                    {
                      onSuccess: ({ name }) => toast(`“${name}” is a category of its own again`),
                      onError: (error) => toastError(error.message),
                    },
                  )
                }
              >
                Split again
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
