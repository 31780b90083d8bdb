import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Empty } from "@/components/ui/empty";
import type { Judge } from "@/lib/judges/contract";
import type { LabelQueue } from "@/lib/judges/label-contract";
import { judgeHref } from "./judge-words";

interface Props {
  project: string;
  judge: Judge;
  queue: LabelQueue;
  mayWrite: boolean;
  onImport: () => void;
  onAdd: () => void;
}

/** Nothing there yet, or nothing left. */
export function LabelEmpty({ project, judge, queue, mayWrite, onImport, onAdd }: Props) {
  if (queue.total === 0) {
    return (
      <Empty
        title="No outputs to label yet"
        actions={
          mayWrite && (
            <>
              <Button variant="primary" onClick={onAdd}>
                Add outputs of a run
              </Button>
              <Button onClick={onImport}>Import labels</Button>
            </>
          )
        }
      >
        People’s labels show how often the judge is right. Start with about 100 outputs of a run,
        drawn at random, or import labels that you have.
      </Empty>
    );
  }
  return (
    <Empty
      title="You labelled everything"
      actions={
        <Link className={buttonClass({ variant: "primary" })} href={judgeHref(project, judge.name)}>
          Go to calibration
        </Link>
      }
    >
      Compare the judge with the labels, or add more outputs.
    </Empty>
  );
}
