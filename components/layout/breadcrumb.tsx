import { Fragment, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";

export interface Crumb {
  label: ReactNode;
  /** The last crumb is the page itself and needs none. */
  href?: string;
}

export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav className="flex min-w-0 items-center gap-1.5 text-13 text-text-2" aria-label="Breadcrumb">
      {crumbs.map((crumb, index) => {
        const last = index === crumbs.length - 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: crumbs stand in order of the path
          <Fragment key={index}>
            {index > 0 && (
              <span className="text-text-3" aria-hidden="true">
                /
              </span>
            )}
            {crumb.href && !last ? (
              <Link className="underline-offset-3 hover:underline truncate" href={crumb.href}>
                {crumb.label}
              </Link>
            ) : (
              <span
                className={cn("truncate", last && "font-medium text-text")}
                aria-current={last ? "page" : undefined}
              >
                {crumb.label}
              </span>
            )}
          </Fragment>
        );
      })}
    </nav>
  );
}
