"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { SearchInput } from "@/components/ui/controls/search-input";
import { Select } from "@/components/ui/controls/select";
import { Popover } from "@/components/ui/overlays/popover";
import type { VisibleCase } from "@/lib/eval-sets/eval-case";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { shownValue } from "./try-input";
import { type TrySource, visibleCases } from "./try-source";

interface Props {
  project: string;
  source: TrySource;
}

/** A development case of an eval set, found by its id or its text. */
export function TryCasePicker({ project, source }: Props) {
  return (
    <Popover
      label="Choose a case"
      className="w-100 p-3"
      trigger={
        <Button size="sm" variant="ghost" className="min-w-0">
          <span className="truncate font-mono text-12">
            {source.case?.caseId ?? "Choose a case"}
          </span>
          <ChevronDown className="size-3.5" aria-hidden="true" />
        </Button>
      }
    >
      {(close) => <Cases project={project} source={source} onChosen={close} />}
    </Popover>
  );
}

function Cases({ project, source, onChosen }: Props & { onChosen: () => void }) {
  const [text, setText] = useState("");
  const q = useDeferredValue(text.trim());
  const { evalSet } = source;
  const listed = useInfiniteQuery({
    ...evalSetQueries.cases(project, evalSet ?? "", {
      split: "development",
      ...(q ? { q } : {}),
    }),
    enabled: evalSet !== null,
    placeholderData: (before) => before,
  });
  const cases = visibleCases(listed.data?.pages ?? []);
  return (
    <div className="grid gap-2">
      <Select
        size="sm"
        aria-label="Eval set"
        value={evalSet ?? ""}
        onChange={(event) => source.chooseSet(event.target.value || null)}
      >
        <option value="">Choose an eval set…</option>
        {source.sets.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
      {evalSet && (
        <SearchInput
          size="sm"
          label="Search cases by id or text"
          value={text}
          onValueChange={setText}
          autoFocus
        />
      )}
      <ul
        className="m-0 grid max-h-72 list-none grid-cols-[minmax(0,1fr)] overflow-auto p-0"
        aria-label="Cases"
      >
        {cases.map((each) => (
          <li key={each.caseId}>
            <button
              type="button"
              className="flex w-full items-baseline gap-2 rounded-sm px-2 py-1 text-left text-12 hover:bg-hover aria-current:bg-selected"
              aria-current={each.caseId === source.case?.caseId ? "true" : undefined}
              onClick={() => {
                source.chooseCase(each);
                onChosen();
              }}
            >
              <span className="flex-none font-mono">{each.caseId}</span>
              <span className="text-text-3 min-w-0 truncate">{firstValue(each)}</span>
            </button>
          </li>
        ))}
      </ul>
      {evalSet && cases.length === 0 && !listed.isLoading && (
        <p className="m-0 text-12 text-text-3">
          {q ? "No development case has this text." : "This set has no development cases yet."}
        </p>
      )}
      {listed.hasNextPage && (
        <Button size="sm" variant="ghost" onClick={() => void listed.fetchNextPage()}>
          More cases
        </Button>
      )}
    </div>
  );
}

function firstValue({ input }: VisibleCase): string {
  return shownValue(Object.values(input)[0]).slice(0, 120);
}
