import { Tabs } from "@/components/ui/tabs";
import { formatCount } from "@/lib/format-number";
import type { LabelQueue } from "@/lib/judges/label-contract";
import { judgeHref } from "./judge-words";

export const LABEL_TABS = ["to-label", "disagreements", "done"] as const;
export type LabelTab = (typeof LABEL_TABS)[number];

interface Props {
  project: string;
  name: string;
  queue: LabelQueue;
  tab: LabelTab;
}

export function LabelTabs({ project, name, queue, tab }: Props) {
  const tabOf = (to: LabelTab, label: string, count: number) => ({
    label,
    href: labelTabHref(project, name, to),
    current: tab === to,
    count: formatCount(count),
  });
  return (
    <Tabs
      className="mb-4"
      label="Labels"
      keepScroll
      tabs={[
        tabOf("to-label", "To label", queue.total - queue.labelled),
        tabOf("disagreements", "Disagreements", queue.disagreements),
        tabOf("done", "Done", queue.labelled),
      ]}
    />
  );
}

export function labelTabHref(project: string, name: string, to: LabelTab): string {
  return `${judgeHref(project, name, "labels")}${to === "to-label" ? "" : `?tab=${to}`}`;
}
