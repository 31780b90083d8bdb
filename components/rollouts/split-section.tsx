import { Link } from "@/components/ui/controls/link";
import { DescriptionList } from "@/components/ui/data/dl";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { formatCount, formatCountOf, formatNumber, formatRate } from "@/lib/format-number";
import type { Rollout, SplitFigures } from "@/lib/rollouts/contract";
import { isMixed } from "@/lib/rollouts/watch/decide-step";
import { formatPercent } from "@/lib/rollouts/words/rollout-sentence";

const EVIDENCE_OF_TROUBLE = 1_000;

/** `Split as planned: v6 398 of 800 new units, planned 50 %`. */
export function splitInWords({ split, candidate }: Pick<Rollout, "split" | "candidate">): string {
  const { units, percent, isOff } = split;
  const all = units.stable + units.candidate;
  if (all === 0) return "No new units in this stage yet";
  const facts = `v${candidate} has ${formatCount(units.candidate)} of ${formatCountOf(all, "new unit")}, planned ${formatPercent(percent)}`;
  return `${isOff ? "The split is off" : "Split as planned"}: ${facts}`;
}

export const isSplitFine = ({ isOff, bothArms, allUnits }: SplitFigures): boolean =>
  !isOff && !isMixed({ units: allUnits, mixedUnits: bothArms });

/** Whether the traffic splits as planned, and which requests count in no arm. */
export function SplitSection({ project, rollout }: { project: string; rollout: Rollout }) {
  const { split, stageStates, environment } = rollout;
  const counted = stageStates.reduce(
    (sum, { requests }) => sum + requests.stable + requests.candidate,
    0,
  );
  const { withoutUnit, pinned, otherVersion, bothArms, allUnits } = split;
  const all = counted + withoutUnit + pinned + otherVersion;
  const of = (n: number) => (n === 0 ? "none" : `${formatCount(n)}, ${formatRate(n / all)}`);
  return (
    <Section title="Traffic split">
      <p className="mb-2 flex items-start gap-1.5 text-13">
        <VerdictIcon verdict={isSplitFine(split) ? "pass" : "fail"} />
        <span>
          {splitInWords(rollout)}. Evidence that it is off: {formatNumber(split.evidence, 1)}; it is
          trouble from {formatCount(EVIDENCE_OF_TROUBLE)}.
        </span>
      </p>
      <DescriptionList
        size="sm"
        items={[
          [
            "Units seen in both arms",
            allUnits === 0
              ? "no units yet"
              : `${formatCount(bothArms)} of ${formatCount(allUnits)}, ${formatRate(bothArms / allUnits)}; trouble from 1 %`,
          ],
          ["Requests in an arm", formatCount(counted)],
          ["Without a unit", `${of(withoutUnit)}; they get the stable version and count in no arm`],
          [
            "Pinned by a rule",
            <>
              {of(pinned)}; they count in no arm.{" "}
              <Link
                className={linkClass}
                href={`/${project}/settings/environments?environment=${encodeURIComponent(environment)}#pins`}
              >
                Rules
              </Link>
            </>,
          ],
          ["Of another version", of(otherVersion)],
        ]}
      />
    </Section>
  );
}
