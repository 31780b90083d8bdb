"use client";
import { useQuery } from "@tanstack/react-query";
import { ListFilter } from "lucide-react";
import { Chip, chipClass } from "@/components/ui/data/chip";
import { Menu } from "@/components/ui/overlays/menu";
import type { MenuEntry } from "@/components/ui/overlays/menu-props";
import { formatVersion } from "@/lib/format-number";
import type { MetricSummary } from "@/lib/metrics/contract";
import { segmentQueries } from "@/lib/segments/queries";
import type { UsedMetricAddress } from "./use-metric-address";

type Narrowing = "segment" | "version" | "model" | "arm";

interface MenuProps {
  project: string;
  address: UsedMetricAddress;
  /** What there is in the range. */
  dimensions: MetricSummary["seen"] | undefined;
}

/** Narrows the page to a segment, a version, a model or an arm. */
export function NarrowingMenu({
  project,
  address: { state, set, filters },
  dimensions,
}: MenuProps) {
  const { data: segments } = useQuery(segmentQueries.list(project));
  const choose = (name: Narrowing, value: string | number): MenuEntry => ({
    label: name === "version" ? formatVersion(Number(value)) : String(value),
    checked: state[name] === value,
    onSelect: () => void set({ [name]: state[name] === value ? null : value }),
  });
  const narrowings: MenuEntry[] = [
    ...group(
      "Segment",
      segments?.data.map(({ name }) => choose("segment", name)),
    ),
    ...group(
      "Version",
      filters.prompt ? dimensions?.versions.map((one) => choose("version", one)) : [],
    ),
    ...group(
      "Model",
      dimensions?.models.map((one) => choose("model", one)),
    ),
    ...group(
      "Arm",
      dimensions?.arms.map((one) => choose("arm", one)),
    ),
  ];
  return (
    <Menu
      trigger={
        <button type="button" className={chipClass({ pressable: true })}>
          <ListFilter aria-hidden="true" /> Filter
        </button>
      }
      items={
        narrowings.length > 0
          ? narrowings
          : [{ label: "Nothing to filter by in this range", disabled: true }]
      }
    />
  );
}

/** What the page is narrowed to, each with the way back. */
export function NarrowingChips({ address: { state, set } }: Pick<MenuProps, "address">) {
  const words: [Narrowing, string | null][] = [
    ["segment", state.segment],
    ["version", state.version ? formatVersion(state.version) : null],
    ["model", state.model],
    ["arm", state.arm],
  ];
  return (
    <>
      {words.map(
        ([name, word]) =>
          word && (
            <Chip
              key={name}
              onRemove={() => void set({ [name]: null })}
              removeLabel={`Remove the filter ${word}`}
            >
              {name === "segment" || name === "version" ? word : `${name} ${word}`}
            </Chip>
          ),
      )}
    </>
  );
}

const group = (heading: string, items: MenuEntry[] | undefined): MenuEntry[] =>
  items && items.length > 0 ? [{ heading }, ...items] : [];
