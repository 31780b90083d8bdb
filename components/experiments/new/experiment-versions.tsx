import { CircleAlert } from "lucide-react";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { labelClass } from "@/components/ui/controls/label-class";
import { VersionTag } from "@/components/ui/text/version-tag";
import type { VersionSummary } from "@/lib/prompts/version-contract";

interface Props {
  versions: readonly VersionSummary[];
  /** Of each environment. */
  live: readonly { environment: string; version: number }[];
  chosen: readonly number[];
  onChange: (versions: number[]) => void;
  error: string | undefined;
}

/** The rows of the table: versions, newest first. */
export function ExperimentVersions({ versions, live, chosen, onChange, error }: Props) {
  const toggle = (number: number, isChosen: boolean) =>
    onChange(
      versions
        .map((version) => version.number)
        .filter((one) => (one === number ? isChosen : chosen.includes(one))),
    );
  return (
    <fieldset className="grid content-start gap-1">
      <legend className={labelClass}>Versions</legend>
      <div className="grid max-h-52 gap-0.5 overflow-y-auto rounded border p-2">
        {versions.map(({ number, commitMessage }) => {
          const places = live.filter(({ version }) => version === number);
          return (
            <Checkbox
              key={number}
              checked={chosen.includes(number)}
              onChange={({ target }) => toggle(number, target.checked)}
              label={
                <span className="flex min-w-0 items-center gap-1.5">
                  <VersionTag>v{number}</VersionTag>
                  <span className="truncate">{commitMessage}</span>
                  {places.length > 0 && (
                    <span className="whitespace-nowrap text-12 text-text-2">
                      live in {places.map(({ environment }) => environment).join(", ")}
                    </span>
                  )}
                </span>
              }
            />
          );
        })}
      </div>
      {error && (
        <p className="flex gap-1 text-12 text-fail">
          <CircleAlert className="mt-px size-3.5" aria-hidden="true" />
          {error}
        </p>
      )}
    </fieldset>
  );
}
