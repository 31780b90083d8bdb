"use client";
import { lazy, Suspense } from "react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { TableKeys } from "@/components/ui/data/table-keys";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { drawerClass } from "@/components/ui/overlays/drawer";
import { ReviewTable } from "./review-table";
import { ReviewsBar, ReviewsHead, ReviewsLoading } from "./reviews-head";
import { useReviewsList } from "./use-reviews-list";

const ReviewDrawer = lazy(() =>
  import("./review-drawer").then((module) => ({ default: module.ReviewDrawer })),
);
interface Props {
  project: string;
  /** Id of the person who looks. */
  me: string | null;
  /** The reviews of this prompt alone, below its tabs. */
  prompt?: string;
}

/** The inbox: what waits for you, what waits for others, how the rest ended. */
export function ReviewsView({ project, me, prompt }: Props) {
  const list = useReviewsList(project, prompt);
  const { active, done, counts, selected, select } = list;
  const error = active.error ?? done.error;
  if (error && !active.data) {
    return (
      <ErrorState
        title="The reviews could not be read."
        onRetry={() => void active.refetch()}
        error={error}
      />
    );
  }
  const isBeside = selected !== null;
  return (
    <div
      className={cn(
        "-mr-(--gutter) grid items-start",
        isBeside && "gap-6 lg:grid-cols-[minmax(0,1fr)_336px]",
        !prompt && "-mt-4 -mb-10",
      )}
    >
      <div className={cn("min-w-0", !isBeside && "pr-(--gutter)", !prompt && "pt-4 pb-10")}>
        {!prompt && <ReviewsHead counts={counts} />}
        <ReviewsList project={project} list={list} />
      </div>
      {isBeside && (
        <Suspense fallback={<aside className={drawerClass} aria-busy="true" />}>
          <ReviewDrawer
            key={selected}
            project={project}
            number={selected}
            me={me}
            onClose={() => select(null)}
            onPrevious={list.neighbour(-1)}
            onNext={list.neighbour(1)}
          />
        </Suspense>
      )}
    </div>
  );
}

interface ListProps {
  project: string;
  list: ReturnType<typeof useReviewsList>;
}

function ReviewsList({ project, list }: ListProps) {
  const { active, done, turn, q, text, setText, total, groups, selected, select, setTurn } = list;
  const isLoaded = active.data !== undefined && done.data !== undefined;
  const more = [active, done].find(({ hasNextPage }) => hasNextPage);
  if (isLoaded && list.isEmpty && !q) {
    return (
      <Empty title="No reviews yet">
        A review puts a version, what it changes and what was measured in front of a second person.
        Ask for one on the page of a prompt, beside its newest version.
      </Empty>
    );
  }
  return (
    <>
      <ReviewsBar turn={turn} total={total} text={text} onTurn={setTurn} onText={setText} />
      {!isLoaded ? (
        <ReviewsLoading />
      ) : groups.length === 0 ? (
        <p className="p-4 text-13 text-text-2">
          {q ? "No review matches." : "Nothing here. Check the other tabs."}
        </p>
      ) : (
        <ReviewTable
          project={project}
          groups={groups}
          selected={selected}
          onSelect={(number) => select(number === selected ? null : number)}
        />
      )}
      <TableKeys>
        {more && (
          <Button
            size="sm"
            className="ml-auto"
            busy={more.isFetching}
            onClick={() => void more.fetchNextPage()}
          >
            Show older reviews
          </Button>
        )}
      </TableKeys>
    </>
  );
}
