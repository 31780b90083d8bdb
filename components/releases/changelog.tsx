"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/controls/button";
import { Options } from "@/components/ui/controls/options";
import { SearchInput } from "@/components/ui/controls/search-input";
import { Select } from "@/components/ui/controls/select";
import { useSearchText } from "@/components/ui/controls/use-search-text";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { promptQueries } from "@/lib/prompts/queries";
import { releaseQueries } from "@/lib/releases/queries";
import { ReleaseList } from "./release-list";

interface Props {
  project: string;
  environments: string[];
  /** The releases of this prompt alone. */
  prompt?: string;
  emptyActions?: ReactNode;
}

/** Every release with its note, searched and filtered by the address. */
export function Changelog({ project, environments, prompt, emptyActions }: Props) {
  const filters = useFilters();
  const { state } = filters;
  const named = prompt ?? state.prompt;
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery(
    releaseQueries.list(project, {
      ...(named ? { prompt: named } : {}),
      ...(state.q ? { q: state.q } : {}),
      ...(state.environment ? { environment: state.environment } : {}),
    }),
  );
  if (error && !data) {
    return (
      <ErrorState title="The releases could not be read." onRetry={() => refetch()} error={error} />
    );
  }
  const releases = data?.pages.flatMap((page) => page.data) ?? [];
  const isFiltered = Boolean(state.q || state.prompt || state.environment);
  return (
    <Section
      flush
      title="Changelog"
      actions={
        <div className="flex flex-wrap items-center gap-2">
          <SearchInput
            label="Search notes"
            className="w-44"
            shortcut="/"
            value={filters.text}
            onValueChange={filters.setText}
          />
          {!prompt && <PromptFilter project={project} state={state} set={filters.set} />}
          <EnvironmentFilter environments={environments} state={state} set={filters.set} />
        </div>
      }
    >
      {!data && (
        <div className="p-4">
          <Skeleton />
        </div>
      )}
      {data && releases.length === 0 && (
        <div className="p-4">
          {isFiltered ? (
            <p className="text-13 text-text-2">No release matches these filters.</p>
          ) : (
            <Empty title="Nothing has been released yet" flush actions={emptyActions}>
              A release puts one version live in an environment, with a note that says what it does
              better and what it costs. From then on it can be rolled back in two clicks.
            </Empty>
          )}
        </div>
      )}
      <ReleaseList project={project} releases={releases} label="Releases, newest first" />
      {hasNextPage && (
        <div className="p-4">
          <Button size="sm" busy={isFetching} onClick={() => fetchNextPage()}>
            Show older releases
          </Button>
        </div>
      )}
    </Section>
  );
}

function useFilters() {
  const [state, set] = useQueryStates({
    q: parseAsString.withDefault(""),
    prompt: parseAsString,
    environment: parseAsString,
  });
  const [text, setText] = useSearchText(state.q, (search) => void set({ q: search }));
  return { state, set, text, setText };
}

type FilterProps = Pick<ReturnType<typeof useFilters>, "state" | "set">;

function PromptFilter({ project, state, set }: FilterProps & { project: string }) {
  const { data: prompts } = useQuery(promptQueries.list(project, { kind: "any" }));
  return (
    <Select
      size="sm"
      className="w-36"
      aria-label="Prompt"
      value={state.prompt ?? ""}
      onChange={(event) => set({ prompt: event.target.value || null })}
    >
      <option value="">Any prompt</option>
      <Options
        options={prompts?.data.map(({ name }) => name) ?? []}
        value={prompts ? state.prompt : null}
      />
    </Select>
  );
}

function EnvironmentFilter({ environments, state, set }: FilterProps & { environments: string[] }) {
  return (
    <Select
      size="sm"
      className="w-36"
      aria-label="Environment of the changelog"
      value={state.environment ?? ""}
      onChange={(event) => set({ environment: event.target.value || null })}
    >
      <option value="">Anywhere</option>
      <Options options={environments} value={state.environment} />
    </Select>
  );
}
