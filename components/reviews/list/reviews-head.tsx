import { SearchInput } from "@/components/ui/controls/search-input";
import { Segmented } from "@/components/ui/controls/segmented";
import { Table } from "@/components/ui/data/table";
import { PageHead } from "@/components/ui/page-head";
import { sectionClass } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { RelativeTime } from "@/components/ui/text/relative-time";

export const TURNS = ["all", "yours", "waiting", "done"] as const;
export type Turn = (typeof TURNS)[number];

interface HeadProps {
  /** undefined: not counted yet. */
  counts: { active: number; yours: number; oldestAt: string | null } | undefined;
}

/** How many reviews wait for whom. */
export function ReviewsHead({ counts }: HeadProps) {
  return (
    <PageHead
      title="Reviews"
      sub={
        counts && counts.active > 0 ? (
          <>
            {counts.active} under way: {counts.yours} wait for you, {counts.active - counts.yours}{" "}
            for others.
            {counts.oldestAt && (
              <>
                {" "}
                The oldest is from <RelativeTime value={counts.oldestAt} />.
              </>
            )}
          </>
        ) : (
          "Nothing is under review."
        )
      }
    />
  );
}

interface BarProps {
  turn: Turn;
  total: Record<Exclude<Turn, "all">, number>;
  text: string;
  onTurn: (turn: Turn) => void;
  onText: (text: string) => void;
}

/** Narrows the list by whose turn it is, and by a search. */
export function ReviewsBar({ turn, total, text, onTurn, onText }: BarProps) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <Segmented
        label="Whose turn"
        value={turn}
        onValueChange={onTurn}
        options={[
          segment("all", "All", total.yours + total.waiting + total.done),
          segment("yours", "Your turn", total.yours),
          segment("waiting", "Waiting", total.waiting),
          segment("done", "Done", total.done),
        ]}
      />
      <SearchInput
        label="Title, prompt, ticket"
        className="w-60"
        shortcut="/"
        value={text}
        onValueChange={onText}
      />
    </div>
  );
}

const segment = (value: Turn, word: string, n: number) => ({
  value,
  label: (
    <>
      {word} <span className="text-text-3 tabular-nums">{n}</span>
    </>
  ),
});

export function ReviewsLoading() {
  return (
    <div className={sectionClass}>
      <Table label="Reviews, loading">
        <tbody>
          <SkeletonRows rows={6} widths={[320, 90, 180, 50]} />
        </tbody>
      </Table>
    </div>
  );
}
