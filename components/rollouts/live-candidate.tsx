import { Link } from "@/components/ui/controls/link";
import { VersionTag } from "@/components/ui/text/version-tag";
import type { LiveVersion } from "@/lib/prompts/contract";
import { formatPercent } from "@/lib/rollouts/words/rollout-sentence";

interface Props {
  project: string;
  rollout: LiveVersion["rollout"];
}

/** The other arm, beside the version that is live: `v6 10 %`. Nothing while no rollout goes on. */
export function LiveCandidate({ project, rollout }: Props) {
  if (!rollout) return null;
  const { id, version, percent } = rollout;
  const share = formatPercent(percent);
  return (
    <Link
      className="rounded-sm bg-accent-bg px-1 text-12 whitespace-nowrap text-accent underline-offset-3 hover:underline"
      href={`/${project}/rollouts/${id}`}
      title={`v${version} is rolling out at ${share}`}
    >
      <VersionTag>v{version}</VersionTag> {share}
    </Link>
  );
}
