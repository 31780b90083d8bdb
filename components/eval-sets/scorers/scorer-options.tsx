import { scorerGroups } from "@/lib/scorers/scorer-catalogue";

/** The kinds of scorers by their groups, for a select. */
export function ScorerOptions({ offers = () => true }: { offers?: (kind: string) => boolean }) {
  return scorerGroups.map(({ group, entries }) => {
    const offered = entries.filter(({ kind }) => offers(kind));
    if (offered.length === 0) return null;
    return (
      <optgroup key={group} label={group}>
        {offered.map(({ kind, title }) => (
          <option key={kind} value={kind}>
            {title}
          </option>
        ))}
      </optgroup>
    );
  });
}
