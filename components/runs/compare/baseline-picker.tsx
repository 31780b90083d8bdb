"use client";
import { ChevronDown } from "lucide-react";
import { versionName } from "@/components/runs/run-words";
import { useRunAddress } from "@/components/runs/use-run-address";
import { Button } from "@/components/ui/controls/button";
import { Menu } from "@/components/ui/overlays/menu";
import { VersionTag } from "@/components/ui/text/version-tag";
import { formatRate } from "@/lib/format-number";
import type { Run, RunListItem } from "@/lib/runs/contract";
import { isUnderWay } from "@/lib/runs/queries";

const SHOWN = 30;

interface Props {
  run: Run;
  baseline: RunListItem | null;
  runs: readonly RunListItem[];
}

/** Any ended run of the prompt; those on the same cases stand first. */
export function BaselinePicker({ run, baseline, runs }: Props) {
  const { set } = useRunAddress();
  const isAlike = (one: RunListItem) => one.evalSet === run.evalSet && one.split === run.split;
  const ended = runs.filter((one) => one.number !== run.number && !isUnderWay(one));
  const entry = (one: RunListItem) => ({
    label: (
      <>
        <VersionTag>{versionName(one.version)}</VersionTag>, run {one.number}
      </>
    ),
    description: `${one.evalSet} r${one.evalSetRevision}, ${one.split}${one.recorded ? ", recorded" : ""}${one.title ? `, ${one.title}` : ""}`,
    hint: one.passRate ? formatRate(one.passRate.value) : "no rate",
    checked: one.number === baseline?.number,
    onSelect: () => void set({ baseline: String(one.number), with: null }),
  });
  const alike = ended.filter(isAlike).slice(0, SHOWN);
  const unlike = ended.filter((one) => !isAlike(one)).slice(0, SHOWN);
  return (
    <Menu
      align="end"
      trigger={
        <Button>
          Baseline: {baseline ? versionName(baseline.version) : "none"}
          <ChevronDown className="size-3.5" aria-hidden="true" />
        </Button>
      }
      items={[
        ...(alike.length > 0 ? [{ heading: "On the same cases" }, ...alike.map(entry)] : []),
        ...(unlike.length > 0 ? [{ heading: "On other cases" }, ...unlike.map(entry)] : []),
        ...(ended.length > 0 ? [{ separator: true as const }] : []),
        {
          label: "No baseline",
          checked: baseline === null,
          onSelect: () => void set({ baseline: "none", with: null }),
        },
      ]}
    />
  );
}
