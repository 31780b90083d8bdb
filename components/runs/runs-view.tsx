"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { buttonClass } from "@/components/ui/controls/button-class";
import { SearchInput } from "@/components/ui/controls/search-input";
import { Select } from "@/components/ui/controls/select";
import { useSearchText } from "@/components/ui/controls/use-search-text";
import { Chip } from "@/components/ui/data/chip";
import { Table } from "@/components/ui/data/table";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { PageHead } from "@/components/ui/page-head";
import { sectionClass } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Kbd } from "@/components/ui/text/kbd";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { formatCountOf } from "@/lib/format-number";
import { ApiError } from "@/lib/http/api-client";
import { promptQueries } from "@/lib/prompts/queries";
import { isUnderWay, runQueries } from "@/lib/runs/queries";
import { RunTable } from "./run-table";
import { RunsTabs } from "./runs-tabs";

const STATUSES = ["queued", "running", "completed", "cancelled", "failed"] as const;
const filtersInAddress = {
  q: parseAsString.withDefault(""),
  prompt: parseAsString,
  status: parseAsStringLiteral(STATUSES),
  split: parseAsStringLiteral(["development", "holdout"]),
  mine: parseAsBoolean.withDefault(false),
};

interface Props {
  project: string;
  mayWrite: boolean;
  /** The runs of this prompt alone, below its tabs. */
  prompt?: string;
}

/** Runs with their filters, all of them in the address. */
export function RunsView({ project, mayWrite, prompt }: Props) {
  const router = useRouter();
  const [state, set] = useQueryStates(filtersInAddress);
  const [text, setText] = useSearchText(state.q, (search) => void set({ q: search }));
  const named = prompt ?? state.prompt;
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery(
    runQueries.list(project, {
      ...(named ? { prompt: named } : {}),
      ...(state.q ? { q: state.q } : {}),
      ...(state.status ? { status: state.status } : {}),
      ...(state.split ? { split: state.split } : {}),
      ...(state.mine ? { mine: "true" as const } : {}),
    }),
  );
  const { data: prompts } = useQuery({
    ...promptQueries.list(project, { kind: "any" }),
    enabled: !prompt,
  });
  const ofPrompt = prompt ? `?prompt=${encodeURIComponent(prompt)}` : "";
  const newRun = `/${project}/runs/new${ofPrompt}`;
  useShortcuts(
    mayWrite
      ? [{ keys: "c", label: "New run", group: "Page", run: () => router.push(newRun) }]
      : [],
  );
  if (error && !data) {
    return (
      <ErrorState
        title="The runs could not be read."
        requestId={error instanceof ApiError ? error.problem.requestId : null}
        onRetry={() => refetch()}
      >
        {error.message}
      </ErrorState>
    );
  }
  const runs = data?.pages.flatMap((page) => page.data) ?? [];
  const isFiltered = Boolean(state.q || state.prompt || state.status || state.split || state.mine);
  const newButton = mayWrite && (
    <>
      <Link href={`/${project}/runs/import${ofPrompt}`} className={buttonClass()}>
        Import outputs…
      </Link>
      <Link href={newRun} className={buttonClass({ variant: "primary" })}>
        <Plus aria-hidden="true" /> New run <Kbd keys="c" aria-hidden="true" />
      </Link>
    </>
  );
  const underWay = runs.filter(isUnderWay).length;
  return (
    <>
      {!prompt && (
        <PageHead
          title="Runs"
          sub={
            underWay > 0
              ? `${formatCountOf(underWay, "run")} under way. Runs continue when you close the tab.`
              : "What was measured for each version, on which cases and how certain it is."
          }
          actions={newButton}
        />
      )}
      {!prompt && <RunsTabs project={project} current="runs" />}
      {data && runs.length === 0 && !isFiltered ? (
        <Empty title="No runs yet" actions={newButton}>
          A run answers every case of an eval set with one version, scores the answers and shows how
          certain the result is.
        </Empty>
      ) : (
        <>
          <div className="mb-3 flex flex-wrap items-center gap-2">
            <SearchInput
              label="Number, prompt, set, person"
              className="w-60"
              shortcut="/"
              value={text}
              onValueChange={setText}
            />
            {!prompt && (
              <Select
                aria-label="Prompt"
                className="w-48"
                value={state.prompt ?? ""}
                onChange={(event) => set({ prompt: event.target.value || null })}
              >
                <option value="">Any prompt</option>
                {prompts?.data.map(({ name }) => (
                  <option key={name}>{name}</option>
                ))}
              </Select>
            )}
            <Select
              aria-label="Status"
              className="w-36"
              value={state.status ?? ""}
              onChange={(event) =>
                set({ status: STATUSES.find((one) => one === event.target.value) ?? null })
              }
            >
              <option value="">Any status</option>
              {STATUSES.map((status) => (
                <option key={status}>{status}</option>
              ))}
            </Select>
            <Chip pressed={state.mine} onClick={() => set({ mine: state.mine ? null : true })}>
              Mine
            </Chip>
            <Chip
              pressed={state.split === "holdout"}
              onClick={() => set({ split: state.split === "holdout" ? null : "holdout" })}
            >
              Holdout
            </Chip>
          </div>
          {data ? (
            <RunTable
              project={project}
              runs={runs}
              isOfOnePrompt={prompt !== undefined}
              onEndReached={() => {
                if (hasNextPage && !isFetching) void fetchNextPage();
              }}
            />
          ) : (
            <div className={sectionClass}>
              <Table label="Runs, loading">
                <tbody>
                  <SkeletonRows rows={8} widths={[40, 280, 220, 60, 80, 50]} />
                </tbody>
              </Table>
            </div>
          )}
          <div className="mt-2 flex items-center gap-3 text-12 text-text-2">
            <span>
              <Kbd keys="j" /> <Kbd keys="k" /> move
            </span>
            <span>
              <Kbd keys="enter" /> open
            </span>
            <span className="ml-auto">
              Intervals are Wilson, 95 %, over cases. The bar runs from 0 to 100 %.
            </span>
          </div>
        </>
      )}
    </>
  );
}
