import { FlaskConical, ListChecks } from "lucide-react";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import type { Run } from "@/lib/runs/contract";
import type { Result } from "@/lib/runs/results/result-contract";

interface Props {
  project: string;
  run: Run;
  result: Result;
  mayWrite: boolean;
}

/** Where one goes on from a result: to its case, and with it into the editor. */
export function CaseLinks({ project, run, result, mayWrite }: Props) {
  const { caseId } = result;
  // Trying on a held out case would spoil it.
  const canTry = mayWrite && result.case.split === "development";
  const place = run.chain === null ? "prompts" : "chains";
  const query = new URLSearchParams({
    evalSet: run.evalSet,
    case: caseId,
    ...(run.version === null ? {} : { compare: String(run.version) }),
  });
  const small = buttonClass({ size: "sm" });
  return (
    <p className="flex flex-wrap gap-2">
      <Link
        className={small}
        href={`/${project}/eval-sets/${encodeURIComponent(run.evalSet)}?case=${encodeURIComponent(caseId)}`}
      >
        <ListChecks aria-hidden="true" />
        Open the case
      </Link>
      {canTry && (
        <Link
          className={small}
          href={`/${project}/${place}/${encodeURIComponent(run.prompt)}/edit?${query}`}
        >
          <FlaskConical aria-hidden="true" />
          Try in the editor
        </Link>
      )}
    </p>
  );
}
