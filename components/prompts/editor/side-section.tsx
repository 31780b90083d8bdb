import type { ReactNode } from "react";

interface Props {
  title: string;
  /** At the end of the title's line. */
  end?: ReactNode;
  children: ReactNode;
}

/** A part of the pane beside the text. */
export function SideSection({ title, end, children }: Props) {
  return (
    <section aria-label={title} className="not-first:mt-3.5 not-first:border-t not-first:pt-3.5">
      <h2 className="mb-2 flex items-center gap-2 text-12 text-text-2">
        {title}
        {end && <span className="ml-auto font-medium text-text-3 tabular-nums">{end}</span>}
      </h2>
      {children}
    </section>
  );
}
