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
    <header className="topbar">
      <Breadcrumb crumbs={crumbs} />
      <div className="right">
        {shell && (
          <button
            type="button"
            className="palette"
            aria-label="Search or jump to"
            onClick={shell.openPalette}
          >
            <Search className="size-3.5" aria-hidden="true" />
            <span>Search or jump to</span>
            <Kbd keys="mod+k" aria-hidden="true" />
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
