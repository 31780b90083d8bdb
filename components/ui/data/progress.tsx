import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { formatCount } from "@/lib/format-number";

interface ProgressProps extends Omit<ComponentProps<"div">, "children"> {
  passed?: number;
  failed?: number;
  /** Drawn hatched: neither pass nor fail. */
  errored?: number;
  /** Done without an outcome, for work that is only counted. */
  done?: number;
  total: number;
  thin?: boolean;
}

const partClass = "block transition-[width] duration-300";

/** Parts by outcome of work under way; the text beside it has counts, time left and cost. */
export function Progress({
  passed = 0,
  failed = 0,
  errored = 0,
  done = 0,
  total,
  thin = false,
  className,
  ...rest
}: ProgressProps) {
  const share = (n: number) => ({ width: total > 0 ? `${(100 * n) / total}%` : "0" });
  const finished = passed + failed + errored + done;
  const parts = [
    done > 0 && `${formatCount(done)} done`,
    passed > 0 && `${formatCount(passed)} passed`,
    failed > 0 && `${formatCount(failed)} failed`,
    errored > 0 && `${formatCount(errored)} ${errored === 1 ? "error" : "errors"}`,
    `${formatCount(Math.max(0, total - finished))} to go`,
  ];
  return (
    <div
      className={cn(
        "inset-ring inset-ring-border flex overflow-hidden rounded-[3px] bg-subtle",
        thin ? "h-1" : "h-1.5",
        className,
      )}
      role="progressbar"
      aria-label="Progress"
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={finished}
      aria-valuetext={parts.filter(Boolean).join(", ")}
      {...rest}
    >
      <i className={cn(partClass, "bg-accent-fill")} style={share(done)} />
      <i className={cn(partClass, "bg-pass-mark")} style={share(passed)} />
      <i className={cn(partClass, "bg-fail-mark")} style={share(failed)} />
      <i className={cn(partClass, "bg-(image:--hatch-notmeasured)")} style={share(errored)} />
    </div>
  );
}
