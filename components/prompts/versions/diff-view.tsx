"use client";
import { useQueries, useQuery } from "@tanstack/react-query";
import { ArrowLeftRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Segmented } from "@/components/ui/controls/segmented";
import { Select } from "@/components/ui/controls/select";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Kbd } from "@/components/ui/text/kbd";
import type { VersionedKind } from "@/lib/prompts/contract";
import type { PromptDiff } from "@/lib/prompts/diff/diff-contract";
import { promptPath } from "@/lib/prompts/prompt-path";
import { promptQueries } from "@/lib/prompts/queries";
import { VersionDiff } from "./version-diff";
import type { DiffContent } from "./version-diff-parts";

interface PlaceProps {
  project: string;
  name: string;
  from: number;
  to: number;
}

interface Sides {
  diff: PromptDiff;
  from: DiffContent;
  to: DiffContent;
}

interface Props extends PlaceProps {
  kind: VersionedKind;
  /** undefined while it is read. */
  sides: Sides | undefined;
  error: Error | null;
  onRetry: () => void;
}

/** Two versions of a prompt. */
export function PromptDiffView({ project, name, from, to }: PlaceProps) {
  const diff = useQuery(promptQueries.diff(project, name, from, to));
  const [left, right] = useQueries({
    queries: [promptQueries.version(project, name, from), promptQueries.version(project, name, to)],
  });
  const sides =
    diff.data && left.data && right.data
      ? { diff: diff.data, from: left.data, to: right.data }
      : undefined;
  return (
    <DiffView
      kind="chat"
      {...{ project, name, from, to, sides }}
      error={diff.error}
      onRetry={() => void diff.refetch()}
    />
  );
}

/** Any two versions against each other; which two and how is in the address. */
export function DiffView({ project, name, kind, from, to, sides, error, onRetry }: Props) {
  const router = useRouter();
  const [view, setView] = useQueryState(
    "view",
    parseAsStringLiteral(["split", "inline"]).withDefault("split"),
  );
  const { data: versions } = useQuery(promptQueries.versions(project, name));
  const go = (a: number, b: number) =>
    router.push(`/${project}/${promptPath({ name, kind })}/diff?from=${a}&to=${b}&view=${view}`);
  const picker = (label: string, value: number, onPick: (number: number) => void) => (
    <Select
      aria-label={label}
      className="w-64"
      value={value}
      onChange={(event) => onPick(Number(event.target.value))}
    >
      {(versions?.data ?? []).map(({ number, commitMessage }) => (
        <option key={number} value={number}>
          v{number} {commitMessage.slice(0, 60)}
        </option>
      ))}
    </Select>
  );
  const counts = sides?.diff.counts;
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        {picker("From version", from, (number) => go(number, to))}
        <IconButton
          label="Swap sides"
          icon={<ArrowLeftRight aria-hidden="true" />}
          onClick={() => go(to, from)}
        />
        {picker("To version", to, (number) => go(from, number))}
        {counts && (
          <span className="text-12 text-text-2">
            {counts.differing === 0
              ? "Nothing differs"
              : `${counts.differing} of ${counts.parts} parts differ, `}
            {counts.differing > 0 && (
              <>
                <span className="text-pass">+{counts.added}</span>{" "}
                <span className="text-fail">−{counts.removed}</span> lines
              </>
            )}
          </span>
        )}
        <span className="ml-auto flex items-center gap-2">
          <Kbd keys="[" /> <Kbd keys="]" />
          <Segmented
            label="View"
            value={view}
            onValueChange={setView}
            options={[
              { value: "split", label: "Side by side" },
              { value: "inline", label: "Inline" },
            ]}
          />
        </span>
      </div>
      {error ? (
        <ErrorState title="The difference could not be read." onRetry={onRetry} error={error} />
      ) : sides ? (
        <VersionDiff {...sides} view={view} />
      ) : (
        <Skeleton />
      )}
    </>
  );
}
