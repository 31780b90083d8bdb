import { scorerGroups } from "@/lib/scorers/scorer-catalogue";

/** The kinds of scorers by their groups, for a select. */
export function ScorerOptions({ except = [] }: { except?: readonly string[] }) {
  return scorerGroups.map(({ group, entries }) => {
    const offered = entries.filter(({ kind }) => !except.includes(kind));
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
