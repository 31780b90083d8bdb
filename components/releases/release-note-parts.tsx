import type { ReleaseDraft } from "@/lib/releases/draft-contract";
import { MeasuredText } from "./measured-text";
import { ReleaseNotePart } from "./release-note-part";
import { RunLinks } from "./run-links";
import type { useNoteDraft } from "./use-note-draft";

interface Props {
  project: string;
  draft: ReleaseDraft;
  written: ReturnType<typeof useNoteDraft>;
}

/** The parts of the note: what the person writes, beside what was measured. */
export function ReleaseNoteParts({ project, draft, written }: Props) {
  const { measured, changes } = draft;
  const { note, change } = written;
  const run = <RunLinks project={project} runs={measured.runs} />;
  return (
    <>
      <ReleaseNotePart
        title="Goal"
        hint="What gets better and for whom"
        name="goal"
        {...{ note, change }}
      />
      <ReleaseNotePart
        title="Change"
        hint="What you did"
        name="change"
        {...{ note, change }}
        suggestion={changes.map(({ version: v, message }) => `- v${v}: ${message}`).join("\n")}
      />
      <ReleaseNotePart
        title="Eval result"
        hint={measured.runs.length > 0 && <>From {run}</>}
        name="evalResult"
        placeholder="Add to the eval result"
        {...{ note, change }}
      >
        <MeasuredText
          sentences={measured.evalResult}
          nothing="Nothing was measured for this version. Run an eval to have figures here."
        />
      </ReleaseNotePart>
      <ReleaseNotePart
        title="Trade-off"
        name="tradeOff"
        placeholder="Add to the trade-off"
        {...{ note, change }}
      >
        <MeasuredText sentences={measured.tradeOff} nothing="Nothing was measured." />
      </ReleaseNotePart>
      <ReleaseNotePart
        title="Risks"
        hint="What could go wrong"
        name="risks"
        {...{ note, change }}
      />
    </>
  );
}
