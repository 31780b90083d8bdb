import type { ReactNode } from "react";

interface Props {
  number: number;
  title: string;
  /** Beside the title. */
  beside?: string;
  children: ReactNode;
}

/** One of the numbered parts of an import, in their order. */
export function ImportStep({ number, title, beside, children }: Props) {
  return (
    <section className="grid grid-cols-[24px_minmax(0,1fr)] gap-x-2.5 border-t pt-4 first:border-t-0 first:pt-0">
      <span
        aria-hidden="true"
        className="grid size-5.5 place-items-center rounded-full border border-border-strong text-11 font-semibold text-text-2"
      >
        {number}
      </span>
      <div className="grid min-w-0 gap-3">
        <h2>
          {title}
          {beside && <span className="ml-2 text-12 font-normal text-text-2">{beside}</span>}
        </h2>
        {children}
      </div>
    </section>
  );
}
