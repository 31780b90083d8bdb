import { Chip } from "@/components/ui/data/chip";
import type { CriterionDraft } from "./criterion-draft";
import { criterionStarts } from "./criterion-start";

interface Props {
  /** The first of the set. */
  scorer: string | null;
  environments: string[];
  /** As it is written now. */
  statement: string;
  onChoose: (draft: Partial<CriterionDraft>) => void;
}

/** What to begin a criterion with. A sentence that the person wrote stays. */
export function CriterionStartChips({ scorer, environments, statement, onChoose }: Props) {
  const starts = criterionStarts({
    scorer,
    environment: environments.includes("production") ? "production" : (environments[0] ?? ""),
  });
  const isOurs = starts.some(({ draft }) => draft.statement === statement);
  const isFree = statement.trim() === "" || isOurs;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <span className="text-12 text-text-2">Begin with</span>
      {starts.map(({ label, draft: { statement: sentence = "", ...rest } }) => (
        <Chip
          key={label}
          onClick={() => onChoose(isFree ? { ...rest, statement: sentence } : rest)}
        >
          {label}
        </Chip>
      ))}
    </div>
  );
}
