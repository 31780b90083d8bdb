"use client";
import { Columns3 } from "lucide-react";
import type { ReactNode } from "react";
import { versionName } from "@/components/runs/run-words";
import { NO_CELL, type RunAddress, useRunAddress } from "@/components/runs/use-run-address";
import { Button } from "@/components/ui/controls/button";
import { SearchInput } from "@/components/ui/controls/search-input";
import { useSearchText } from "@/components/ui/controls/use-search-text";
import { Chip } from "@/components/ui/data/chip";
import { Menu } from "@/components/ui/overlays/menu";
import { VersionTag } from "@/components/ui/text/version-tag";
import { formatCount, formatRate } from "@/lib/format-number";
import type { Run, RunListItem } from "@/lib/runs/contract";
import { isUnderWay } from "@/lib/runs/queries";

interface Props {
  run: Run;
  baseline: RunListItem | null;
  others: readonly RunListItem[];
  runs: readonly RunListItem[];
}

/** Text, segments, kinds and failure categories; each chip says how many cases it stands for. */
export function ResultFilterBar({ run, baseline, others, runs }: Props) {
  const { state, set } = useRunAddress();
  const [text, setText] = useSearchText(state.q, (search) => void set({ q: search, case: null }));
  const segments = run.bySegment.filter(
    ({ n, segment }) => (n ?? 0) > 0 || segment === state.segment,
  );
  return (
    <div className="flex flex-wrap items-center gap-1.5 py-2">
      <SearchInput
        label="Text or case id"
        size="sm"
        className="mr-1 w-44"
        shortcut="/"
        value={text}
        onValueChange={setText}
      />
      {state.scorer && (
        <Chip
          onRemove={() => void set({ ...NO_CELL, case: null })}
          removeLabel="Show every expected and answered label"
        >
          {cellWords(state)}
        </Chip>
      )}
      {segments.map(({ segment, n }) => (
        <Chip
          key={segment}
          n={n}
          pressed={state.segment === segment}
          onClick={() => set({ segment: state.segment === segment ? null : segment, case: null })}
        >
          {segment}
        </Chip>
      ))}
      {run.byKind.length > 1 && <Divider />}
      {run.byKind.length > 1 &&
        run.byKind.map(({ kind, n }) => (
          <Chip
            key={kind}
            n={n}
            pressed={state.kind === kind}
            onClick={() => set({ kind: state.kind === kind ? null : kind, case: null })}
          >
            {kind}
          </Chip>
        ))}
      <CategoryFilter run={run} />
      {(run.otherInputs ?? 0) > 0 && (
        <>
          <Divider />
          <Chip
            n={run.otherInputs}
            pressed={state.otherInput !== null}
            onClick={() => set({ otherInput: state.otherInput ? null : "true", case: null })}
          >
            other input
          </Chip>
        </>
      )}
      {!isUnderWay(run) && (
        <ColumnsMenu run={run} baseline={baseline} others={others} runs={runs} />
      )}
    </div>
  );
}

/** Failure categories, and the failed cases that have none. */
function CategoryFilter({ run }: { run: Run }) {
  const { state, set } = useRunAddress();
  const failed = run.counts.failed ?? 0;
  const categorised = run.byCategory.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      {failed > 0 && <Divider />}
      {run.byCategory.map(({ category, categoryId, count }) => (
        <Chip
          key={categoryId}
          n={count}
          pressed={state.category === categoryId}
          onClick={() =>
            set({ category: state.category === categoryId ? null : categoryId, case: null })
          }
        >
          {category}
        </Chip>
      ))}
      {failed > 0 && (
        <Chip
          // With repeats answers are counted, and a case would count many times.
          n={run.repeats === 1 ? formatCount(Math.max(0, failed - categorised)) : null}
          pressed={state.category === "none"}
          onClick={() => set({ category: state.category === "none" ? null : "none", case: null })}
        >
          failed, no category
        </Chip>
      )}
    </>
  );
}

/** A cell of the confusion matrix in words. */
function cellWords({ expected, answered }: RunAddress): ReactNode {
  const label = (text: string | null) =>
    text === "" ? "no label" : <span className="font-mono">{text}</span>;
  return (
    <>
      {expected !== null && <>expected {label(expected)}</>}
      {expected !== null && answered !== null && ", "}
      {answered !== null && <>answered {label(answered)}</>}
    </>
  );
}

function Divider() {
  return <span className="mx-1 h-4 w-px bg-border" aria-hidden="true" />;
}

/** Up to two further runs on the same cases. */
function ColumnsMenu({ run, baseline, others, runs }: Props) {
  const { set } = useRunAddress();
  const shown = others.map(({ number }) => number);
  const choices = runs.filter(
    (one) =>
      one.number !== run.number &&
      one.number !== baseline?.number &&
      one.evalSet === run.evalSet &&
      one.split === run.split &&
      !isUnderWay(one),
  );
  if (choices.length === 0) return null;
  return (
    <span className="ml-auto">
      <Menu
        align="end"
        trigger={
          <Button size="sm" variant="ghost" icon={<Columns3 aria-hidden="true" />}>
            Columns
          </Button>
        }
        items={[
          { heading: "Up to two further runs" },
          ...choices.slice(0, 20).map((one) => ({
            label: (
              <>
                <VersionTag>{versionName(one.version)}</VersionTag>, run {one.number}
              </>
            ),
            hint: one.passRate ? formatRate(one.passRate.value) : "no rate",
            checked: shown.includes(one.number),
            onSelect: () =>
              void set({
                with: shown.includes(one.number)
                  ? shown.filter((number) => number !== one.number)
                  : [...shown, one.number].slice(-2),
              }),
          })),
        ]}
      />
    </span>
  );
}
