import { Notice } from "@/components/ui/notice";
import { formatCount, formatCountOf } from "@/lib/format-number";
import type { RunCheck } from "@/lib/runs/start-contract";

/** What the chosen cases lack, said before the run starts: a variable refuses it, an expectation errs in it. */
export function NewRunLacks({ check }: { check: RunCheck | undefined }) {
  if (!check) return null;
  const { cases, missing, lacksVariables, withoutExpected } = check;
  return (
    <>
      {lacksVariables && (
        <Notice tone="fail" title="This run cannot start: variables are missing.">
          {missing.length > 0 ? (
            <ul>
              {missing.map((one) => (
                <li key={one.variable}>
                  <code>{one.variable}</code> has no value in {formatCount(one.cases)} of{" "}
                  {formatCountOf(cases ?? 0, "case")}.
                </li>
              ))}
            </ul>
          ) : (
            "Some holdout cases have no value for a variable of the prompt."
          )}{" "}
          Choose another eval set, or fill in the values.
        </Notice>
      )}
      {withoutExpected && (
        <Notice
          tone="warn"
          title={`${formatCountOf(withoutExpected.cases, "case")} will end in an error.`}
        >
          {withoutExpected.cases === 1 ? "It expects" : "They expect"} nothing, and{" "}
          {withoutExpected.scorers.join(", ")}{" "}
          {withoutExpected.scorers.length === 1 ? "compares" : "compare"} with what a case expects.
          Fill it in, or set the value on the scorer.
        </Notice>
      )}
    </>
  );
}
