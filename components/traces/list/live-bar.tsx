"use client";
import { linkClass } from "@/components/ui/text/link-class";
import { LiveDot } from "./live-dot";
import type { useLiveTail } from "./use-live-tail";

interface Props {
  tail: ReturnType<typeof useLiveTail>;
  isWaiting: boolean;
}

/** Says that the list follows what comes in, and holds back what is new while a row is selected. */
export function LiveBar({ tail: { newer, show, error }, isWaiting }: Props) {
  return (
    <div className="flex min-h-7 items-center gap-2 border-b bg-subtle px-4 text-12 text-text-2">
      <LiveDot />
      {error ? (
        <span>Not live: {error.message} Trying again.</span>
      ) : isWaiting ? (
        <span role="status">
          New rows wait here while one is selected
          {newer > 0 && ": "}
          {newer > 0 && (
            <button type="button" className={linkClass} onClick={show}>
              {newer} newer
            </button>
          )}
        </span>
      ) : (
        <span>Live: new traces appear on top.</span>
      )}
    </div>
  );
}
