import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { linkClass } from "@/components/ui/text/link-class";
import type { Release } from "@/lib/releases/contract";
import { formatPercent } from "@/lib/rollouts/words/rollout-sentence";
import { stateWord } from "./rollout-words";

interface Props {
  project: string;
  rollout: NonNullable<Release["rollout"]>;
}

/** In the changelog: in which stages it went live, and how that ended. */
export function RolloutNote({ project, rollout }: Props) {
  const { number, stages, percent } = rollout;
  const { word, tone } = stateWord(rollout);
  return (
    <p className="flex flex-wrap items-center gap-1.5 text-12 text-text-2">
      <Link className={linkClass} href={`/${project}/rollouts/${number}`}>
        Rollout {number}
      </Link>
      <Badge tone={tone}>{word}</Badge>
      <span className="tabular-nums">
        {stages.map((stage) => formatPercent(stage.percent)).join(" → ")}
        {rollout.endedAt === null && `, now ${formatPercent(percent)}`}
      </span>
    </p>
  );
}
