import type { Criterion, CriterionInput } from "@/lib/specs/criterion-contract";
import type { SpecEdit } from "./use-spec-edits";
import type { LineChange } from "./use-spec-lines";

/** Saves a criterion in its place, or as the last one when its key is new. */
export const withCriterion =
  (criterion: CriterionInput): SpecEdit =>
  ({ criteria }) => {
    const place = criteria.findIndex(({ key }) => key === criterion.key);
    return {
      criteria: place < 0 ? [...criteria, criterion] : criteria.with(place, criterion as Criterion),
    };
  };

/** Nothing changes at either end. */
export const withCriterionMoved =
  (key: string, by: number): SpecEdit =>
  ({ criteria }) => {
    const place = criteria.findIndex((each) => each.key === key);
    const [one, two] = [criteria[place], criteria[place + by]];
    return one && two ? { criteria: criteria.with(place, two).with(place + by, one) } : {};
  };

export const withoutCriterion =
  (key: string | undefined): SpecEdit =>
  ({ criteria }) => ({ criteria: criteria.filter((each) => each.key !== key) });

/** Criteria that stand for a renamed line go on to stand for it. */
export const withLines =
  (of: "requirements" | "failureCases", { renamed, edit }: LineChange): SpecEdit =>
  (content) => ({
    [of]: edit(content[of]),
    criteria: content.criteria.map((each) =>
      renamed
        ? {
            ...each,
            serves: each.serves.map((line) => (line === renamed.from ? renamed.to : line)),
          }
        : each,
    ),
  });
