import Link from "next/link";
import { Fragment, type ReactNode } from "react";

export interface Crumb {
  label: ReactNode;
  /** The last crumb is the page itself and needs none. */
  href?: string;
}

export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav className="breadcrumb" aria-label="Breadcrumb">
      {crumbs.map((crumb, index) => {
        const last = index === crumbs.length - 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: crumbs stand in order of the path
          <Fragment key={index}>
            {index > 0 && (
              <span className="sep" aria-hidden="true">
                /
              </span>
            )}
            {crumb.href && !last ? (
              <Link className="underline-offset-3 hover:underline truncate" href={crumb.href}>
                {crumb.label}
              </Link>
            ) : (
              <span className="truncate" aria-current={last ? "page" : undefined}>
                {crumb.label}
              </span>
            )}
          </Fragment>
        );
      })}
    </nav>
  );
}
