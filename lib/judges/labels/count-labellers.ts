interface GivenLabel {
  labeller: string;
  labellerId: string | null;
  /** null: given here. */
  importedBy: string | null;
  label: string | null;
  isResolution: boolean;
}

interface LabellerCount extends Pick<GivenLabel, "labeller" | "labellerId" | "importedBy"> {
  labels: number;
}

/** Who gave how many labels, most first. What was imported under a name stands apart from what its owner gave here. */
export function countLabellers(labels: readonly GivenLabel[]): LabellerCount[] {
  const counts = new Map<string, LabellerCount>();
  for (const { labeller, labellerId, importedBy, label, isResolution } of labels) {
    if (label === null || isResolution) continue;
    const key = JSON.stringify([labeller, labellerId, importedBy]);
    const count = counts.get(key) ?? { labeller, labellerId, importedBy, labels: 0 };
    counts.set(key, { ...count, labels: count.labels + 1 });
  }
  return [...counts.values()].toSorted((one, two) => two.labels - one.labels);
}
