import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { Crumb } from "./breadcrumb";
import { pageClass } from "./page-class";
import { TopBar } from "./top-bar";

interface PageProps {
  /** Where this page is, itself last: `[{ label: "Runs", href }, { label: "217" }]`. */
  crumbs: readonly Crumb[];
  children: ReactNode;
  /** Without the gutter, for a page that fills the frame (the editor). */
  flush?: boolean;
  className?: string;
}

/** A page inside the frame: the top bar with its place, then its content. Also for its loading and error states. */
export function Page({ crumbs, children, flush, className }: PageProps) {
  return (
    <>
      <TopBar crumbs={crumbs} />
      <main
        id="content"
        tabIndex={-1}
        className={cn("outline-none", !flush && pageClass, className)}
      >
        {children}
      </main>
    </>
  );
}
