import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface TabLink {
  label: ReactNode;
  href: string;
  current?: boolean;
  icon?: ReactNode;
  /** A count, or null while it is not known. */
  count?: number | string | null;
}

interface TabsProps {
  /** Accessible name of the navigation. */
  label: string;
  tabs: ReadonlyArray<TabLink>;
  className?: string;
  /** Keeps the scroll position, for tabs that filter a list on the same page. */
  keepScroll?: boolean;
  replace?: boolean;
}

/** Tabs are links: each part of a page has its address. */
export function Tabs({ label, tabs, className, keepScroll, replace }: TabsProps) {
  return (
    <nav className={cn("tabs", className)} aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          className="tab"
          aria-current={tab.current ? "page" : undefined}
          scroll={!keepScroll}
          replace={replace}
        >
          {tab.icon}
          {tab.label}
          {tab.count != null && <span className="n">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
