import { cva } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";

const numberClass = cva(
  "mt-1.75 grid size-5.5 place-items-center rounded-full border text-11 font-semibold tabular-nums",
  {
    variants: {
      wrong: {
        true: "border-fail-border bg-fail-bg text-fail",
        false: "border-border-strong bg-surface text-text-2",
      },
    },
  },
);

const cardClass = cva("min-w-0 rounded border bg-surface", {
  variants: {
    state: { plain: "", open: "border-accent", wrong: "border-fail-border" },
  },
});

/** A line from each step to the next, and where a dragged one would come to stand. */
const frameClass = cva("relative grid grid-cols-[22px_minmax(0,1fr)] gap-2.5 pb-2.5", {
  variants: {
    last: {
      true: "",
      false:
        "before:absolute before:top-7.5 before:-bottom-1.5 before:left-2.75 before:w-px before:bg-border-strong",
    },
    drop: {
      none: "",
      above: "after:absolute after:inset-x-0 after:-top-1.5 after:h-0.5 after:bg-accent",
      below: "after:absolute after:inset-x-0 after:bottom-0.5 after:h-0.5 after:bg-accent",
    },
    dragged: { true: "opacity-55", false: "" },
  },
  defaultVariants: { drop: "none", dragged: false },
});

interface Props extends ComponentProps<"li"> {
  number: number;
  isLast: boolean;
  state?: "plain" | "open" | "wrong";
  drop?: "above" | "below" | null;
  isDragged?: boolean;
  children: ReactNode;
}

/** One step in a list of steps: its number, and its card. */
export function StepFrame(props: Props) {
  const { number, isLast, state = "plain", drop, isDragged, children, className, ...rest } = props;
  return (
    <li
      className={cn(
        frameClass({ last: isLast, drop: drop ?? "none", dragged: isDragged ?? false }),
        className,
      )}
      {...rest}
    >
      <span className={numberClass({ wrong: state === "wrong" })} aria-hidden="true">
        {number}
      </span>
      <div className={cardClass({ state })}>{children}</div>
    </li>
  );
}

export const stepHeadClass =
  "flex min-h-9 flex-wrap items-center gap-x-2 py-1 pr-1.5 pl-2.5 text-13";

export const stepFactsClass =
  "grid grid-cols-[62px_minmax(0,1fr)] items-start gap-x-2 gap-y-1 pr-2.5 pb-2.5 pl-7.5 text-12/5";

interface FactProps {
  term: string;
  children: ReactNode;
}

/** A row of a step's card: in, out, on failure. */
export function StepFact({ term, children }: FactProps) {
  return (
    <>
      <dt className="text-text-2">{term}</dt>
      <dd className="m-0 flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-1 text-text-2">
        {children}
      </dd>
    </>
  );
}
