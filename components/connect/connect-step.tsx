import { type ReactNode, useId } from "react";

interface Props {
  number: number;
  title: string;
  beside?: ReactNode;
  /** At the right end of the title's line. */
  end?: ReactNode;
  children: ReactNode;
}

export function ConnectStep({ number, title, beside, end, children }: Props) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid grid-cols-[24px_minmax(0,1fr)] gap-x-2.5 border-t py-4 first:border-t-0 first:pt-0"
    >
      <span
        className="grid size-5.5 place-items-center rounded-full border border-border-strong text-11 font-semibold text-text-2"
        aria-hidden="true"
      >
        {number}
      </span>
      <div className="grid min-w-0 gap-2.5">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h2 id={id}>{title}</h2>
          {beside && <span className="text-12 text-text-2">{beside}</span>}
          {end && <div className="ml-auto">{end}</div>}
        </div>
        {children}
      </div>
    </section>
  );
}
