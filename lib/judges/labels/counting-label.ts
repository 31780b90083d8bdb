/** One person's word on an output; `label` null: put off. */
export interface GivenLabel {
  labeller: string;
  label: string | null;
  isResolution: boolean;
  createdAt: Date;
}

export interface CountingLabel {
  /** null: nobody labelled it, or people differ and nobody decided. */
  label: string | null;
  isResolved: boolean;
  isDisputed: boolean;
}

/** What counts of an output: the decision where there is one, else what everybody says. */
export function countingLabel(labels: readonly GivenLabel[]): CountingLabel {
  const decisions = labels
    .filter(({ isResolution, label }) => isResolution && label !== null)
    .sort((one, two) => two.createdAt.getTime() - one.createdAt.getTime());
  const [decision] = decisions;
  const words = new Set(
    labels.flatMap(({ label, isResolution }) => (label === null || isResolution ? [] : [label])),
  );
  if (decision) return { label: decision.label, isResolved: true, isDisputed: false };
  const [only = null] = words.size === 1 ? words : [];
  return { label: only, isResolved: false, isDisputed: words.size > 1 };
}
