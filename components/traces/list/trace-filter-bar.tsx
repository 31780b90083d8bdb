"use client";
import { ListFilter } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { TraceAddress } from "@/components/traces/trace/use-trace-address";
import type { FilterName } from "@/components/traces/trace-address";
import { Button } from "@/components/ui/controls/button";
import { SearchInput } from "@/components/ui/controls/search-input";
import { Popover } from "@/components/ui/overlays/popover";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { TraceFilters } from "@/lib/traces/filter-contract";
import { describeFilters } from "./describe-filters";
import { FilterWord } from "./filter-word";

const loadForm = () => import("./trace-filter-form");
const TraceFilterForm = lazy(() =>
  loadForm().then((module) => ({ default: module.TraceFilterForm })),
);

interface Props {
  project: string;
  filters: TraceFilters;
  /** Set by the page, so no word that can be taken away. */
  fixed: readonly FilterName[];
  /** Models that the loaded rows name, to choose from. */
  models: readonly string[];
  change: TraceAddress["change"];
  replace: TraceAddress["replace"];
}

/** What the list is narrowed to: a text, and words that can be taken away. */
export function TraceFilterBar({ project, filters, fixed, models, change, replace }: Props) {
  const [text, setText] = useSearchText(filters.q ?? "", change);
  const words = describeFilters(filters, fixed);
  return (
    <div className="mb-2 flex flex-wrap items-center gap-1.5">
      <SearchInput
        label="Text or id"
        size="sm"
        className="w-[220px]"
        shortcut="/"
        value={text}
        onValueChange={setText}
      />
      {words.map(({ names, label, isMono, rest }) => (
        <FilterWord
          key={`${names.join()} ${label}`}
          label={label}
          isMono={isMono}
          onRemove={() =>
            change({
              ...Object.fromEntries(names.map((name) => [name, null])),
              ...(rest?.where ? rest : {}),
            })
          }
        />
      ))}
      <FilterButton
        project={project}
        filters={filters}
        fixed={fixed}
        models={models}
        replace={replace}
      />
      {words.length > 1 && (
        <Button
          size="sm"
          variant="ghost"
          onClick={() =>
            replace(Object.fromEntries(fixed.map((name) => [name, filters[name]])) as TraceFilters)
          }
        >
          Clear
        </Button>
      )}
    </div>
  );
}

/** The text as it is typed; the address follows after a moment. */
function useSearchText(searchText: string, change: TraceAddress["change"]) {
  const [text, setText] = useState(searchText);
  // Filters come from elsewhere, too: a saved one, or a step back.
  const [shown, setShown] = useState(searchText);
  if (searchText !== shown) {
    setShown(searchText);
    setText(searchText);
  }
  useEffect(() => {
    const trimmed = text.trim();
    if (trimmed === searchText) return;
    const timer = setTimeout(() => change({ q: trimmed || null }), 300);
    return () => clearTimeout(timer);
  }, [text, searchText, change]);
  return [text, setText] as const;
}

function FilterButton({ project, filters, fixed, models, replace }: Omit<Props, "change">) {
  const button = useRef<HTMLSpanElement>(null);
  useShortcuts([
    {
      keys: "f",
      label: "Filter",
      group: "Page",
      run: () => button.current?.querySelector("button")?.click(),
    },
  ]);
  return (
    <span ref={button} onPointerEnter={() => void loadForm()}>
      <Popover
        label="Filter the traces"
        className="w-[440px] p-3"
        trigger={
          <Button
            size="sm"
            variant="ghost"
            icon={<ListFilter aria-hidden="true" />}
            kbd="f"
            aria-label="Filter"
          >
            Filter
          </Button>
        }
      >
        {(close) => (
          <Suspense fallback={<div className="h-80" aria-busy="true" />}>
            <TraceFilterForm
              project={project}
              filters={filters}
              fixed={fixed}
              models={models}
              onApply={(next) => {
                close();
                replace(next);
              }}
            />
          </Suspense>
        )}
      </Popover>
    </span>
  );
}
