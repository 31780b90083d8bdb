"use client";
import { Check, X } from "lucide-react";
import {
  RUN_TABS,
  type RunTab,
  serializeRunAddress,
  useRunAddress,
} from "@/components/runs/use-run-address";
import { tabClass, tabCountClass, tabsClass } from "@/components/ui/tabs";
import { formatCount } from "@/lib/format-number";
import type { Matrix } from "@/lib/runs/results/matrix-contract";

const LABEL: Record<RunTab, string> = {
  "newly-failing": "Newly failing",
  "newly-passing": "Newly passing",
  "still-failing": "Still failing",
  failing: "Failing",
  passing: "Passing",
  errors: "Errors",
  all: "All",
};
const COUNT: Record<RunTab, keyof Matrix["counts"]> = {
  "newly-failing": "newlyFailing",
  "newly-passing": "newlyPassing",
  "still-failing": "stillFailing",
  failing: "failed",
  passing: "passed",
  errors: "errored",
  all: "all",
};

interface Props {
  tab: RunTab;
  isCompared: boolean;
  counts: Matrix["counts"] | null;
}

/** Links like any tabs, but answered in the page: the rows come from the API alone. */
export function ResultTabs({ tab, isCompared, counts }: Props) {
  const { state, set } = useRunAddress();
  const shown = RUN_TABS.filter((one) => isCompared || !/^(newly|still)/.test(one));
  return (
    <nav className={tabsClass} aria-label="Cases by result">
      {shown.map((one) => (
        <a
          key={one}
          href={serializeRunAddress({ ...state, tab: one, case: null })}
          className={tabClass}
          aria-current={one === tab ? "page" : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            void set({ tab: one, case: null });
          }}
        >
          {one === "newly-failing" && <X className="size-3.5" aria-hidden="true" />}
          {one === "newly-passing" && <Check className="size-3.5" aria-hidden="true" />}
          {LABEL[one]}
          {counts && <span className={tabCountClass}>{formatCount(counts[COUNT[one]])}</span>}
        </a>
      ))}
    </nav>
  );
}
