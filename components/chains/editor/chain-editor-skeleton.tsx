import { barClass, notesClass } from "@/components/prompts/editor/frame-class";
import { Skeleton } from "@/components/ui/skeleton";
import { StepFrame, stepHeadClass } from "../steps/step-frame";
import { frameClass, stepsClass, tryClass, tryHeadClass } from "./frame-class";

/** The editor's frame while nothing is known yet. */
export function ChainEditorSkeleton({ name }: { name?: string }) {
  return (
    <div className={frameClass} aria-busy="true">
      <div className={barClass}>
        {name ? <h1 className="font-mono text-14">{name}</h1> : <Skeleton width={160} />}
        <Skeleton width={90} />
      </div>
      <div className={notesClass} />
      <div className={stepsClass}>
        <ol className="m-0 list-none p-0">
          {[1, 2, 3].map((number) => (
            <StepFrame key={number} number={number} isLast={number === 3}>
              <div className={stepHeadClass}>
                <Skeleton width={90} />
              </div>
              <div className="grid gap-2 px-7.5 pb-3">
                <Skeleton width="60%" />
                <Skeleton width="45%" />
                <Skeleton width="50%" />
              </div>
            </StepFrame>
          ))}
        </ol>
      </div>
      <section className={tryClass} aria-hidden="true">
        <header className={tryHeadClass}>
          <Skeleton width={60} />
        </header>
      </section>
    </div>
  );
}
