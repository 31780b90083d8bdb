"use client";
import { Search } from "lucide-react";
import { Kbd } from "@/components/ui/text/kbd";
import { Breadcrumb, type Crumb } from "./breadcrumb";
import { useShell } from "./shell-context";
import { ThemeToggle } from "./theme-toggle";

/** Where this page is, search, the zone of all its times, and the theme. */
export function FrameBar({ crumbs }: { crumbs: readonly Crumb[] }) {
  const shell = useShell();
  return (
    <header className="sticky top-0 z-5 flex h-(--topbar) items-center gap-2 border-b bg-surface px-(--gutter)">
      <Breadcrumb crumbs={crumbs} />
      <div className="ml-auto flex items-center gap-1">
        {shell && (
          <button
            type="button"
            className="flex h-7 w-47 cursor-pointer items-center gap-2 rounded border bg-surface pr-1.5 pl-2 text-12 text-text-3 max-lg:w-7 max-lg:justify-center max-lg:px-0"
            aria-label="Search or jump to"
            onClick={shell.openPalette}
          >
            <Search className="size-3.5" aria-hidden="true" />
            <span className="max-lg:hidden">Search or jump to</span>
            <Kbd keys="mod+k" className="ml-auto max-lg:hidden" aria-hidden="true" />
          </button>
        )}
        {shell?.topBarActions}
        <span className="text-12 text-text-3 whitespace-nowrap" title="All times are in UTC">
          <span className="sr-only">Times are in </span>UTC
        </span>
        <ThemeToggle />
      </div>
    </header>
  );
}
