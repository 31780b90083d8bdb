import { Skeleton } from "@/components/ui/skeleton";
import "./editor-view.css";

/** The editor's frame while nothing is known yet. */
export function EditorSkeleton({ name }: { name?: string }) {
  const line = (width: number | string, key: string) => (
    <div key={key} className="py-1">
      <Skeleton width={width} />
    </div>
  );
  return (
    <div className="ide" aria-busy="true">
      <div className="bar">
        {name ? <h1 className="font-mono text-14!">{name}</h1> : <Skeleton width={160} />}
        <Skeleton width={90} />
      </div>
      <div className="notes" />
      <div className="messages">
        {["a", "b"].map((key) => (
          <div key={key} className="msg">
            <div className="msg-head">
              <Skeleton width={90} />
            </div>
            <div className="px-10 py-2">
              {["82%", "64%", "73%"].map((width) => line(width, width))}
            </div>
          </div>
        ))}
      </div>
      <div className="side">
        {["a", "b", "c", "d", "e", "f", "g", "h"].map((key, index) =>
          line(index % 3 ? "90%" : "50%", key),
        )}
      </div>
      <section className="try" aria-hidden="true">
        <header>
          <Skeleton width={60} />
        </header>
      </section>
    </div>
  );
}
