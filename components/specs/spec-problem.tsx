import { Button } from "@/components/ui/controls/button";
import { Notice } from "@/components/ui/notice";

interface Props {
  problem: { isStale: boolean; message: string } | null;
  /** A criterion is being written, whose form shows what was refused. */
  isWriting: boolean;
  onReload: () => void;
}

/** Why the last change was not saved; after a colleague's change, with the way to go on. */
export function SpecProblem({ problem, isWriting, onReload }: Props) {
  if (!problem || (isWriting && !problem.isStale)) return null;
  return (
    <Notice
      tone="warn"
      title={problem.isStale ? "Not saved." : "It was not saved."}
      actions={
        problem.isStale && (
          <Button size="sm" onClick={onReload}>
            Load the latest
          </Button>
        )
      }
    >
      {isWriting ? "What you typed stays here." : problem.message}
    </Notice>
  );
}
