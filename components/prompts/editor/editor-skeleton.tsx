import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import { messageHeadClass } from "@/components/ui/text/message-class";
import {
  barClass,
  frameClass,
  messageClass,
  messagesClass,
  notesClass,
  sideClass,
  tryClass,
  tryHeadClass,
} from "./frame-class";

/** The editor's frame while nothing is known yet. */
export function EditorSkeleton({ name }: { name?: string }) {
  const line = (width: number | string, key: string) => (
    <div key={key} className="py-1">
      <Skeleton width={width} />
    </div>
  );
  return (
    <div className={frameClass} aria-busy="true">
      <div className={barClass}>
        {name ? <h1 className="font-mono text-14">{name}</h1> : <Skeleton width={160} />}
        <Skeleton width={90} />
      </div>
      <div className={notesClass} />
      <div className={messagesClass}>
        {["a", "b"].map((key) => (
          <div key={key} className={messageClass}>
            <div className={cn(messageHeadClass({ size: "edit" }), "rounded-t")}>
              <Skeleton width={90} />
            </div>
            <div className="px-10 py-2">
              {["82%", "64%", "73%"].map((width) => line(width, width))}
            </div>
          </div>
        ))}
      </div>
      <div className={sideClass}>
        {["a", "b", "c", "d", "e", "f", "g", "h"].map((key, index) =>
          line(index % 3 ? "90%" : "50%", key),
        )}
      </div>
      <section className={tryClass()} aria-hidden="true">
        <header className={tryHeadClass}>
          <Skeleton width={60} />
        </header>
      </section>
    </div>
  );
}
