import type { ReactNode } from "react";
import { HISTORY_WORDS } from "@/components/reviews/review-words";
import { Link } from "@/components/ui/controls/link";
import { linkClass } from "@/components/ui/text/link-class";
import type { Prompt, PromptActivity } from "@/lib/prompts/contract";
import { promptPath } from "@/lib/prompts/prompt-path";
import { nounOf } from "./prompt-words";

export type ActivityEntry = PromptActivity["data"][number];

interface Props {
  project: string;
  prompt: Pick<Prompt, "name" | "kind">;
  entry: ActivityEntry;
}

/** Who did what to what. */
export function ActivitySentence({ project, prompt, entry }: Props) {
  const parts = partsOf(project, prompt, entry);
  const { who, which, run, review } = parts;
  if (review && entry.type === "review.updated") {
    return (
      <>
        {who} moved {review} to {which}
      </>
    );
  }
  if (review && HISTORY_WORDS[entry.type]) {
    return (
      <>
        {who} {HISTORY_WORDS[entry.type]} {which} in {review}
      </>
    );
  }
  const write = SENTENCES[entry.type];
  if (write) return write(parts);
  const [noun, verb] = entry.type.split(".");
  return (
    <>
      {who}: {noun?.replaceAll("_", " ")} {verb?.replaceAll("_", " ")} {run}
    </>
  );
}

type Parts = ReturnType<typeof partsOf>;

function partsOf(project: string, prompt: Props["prompt"], entry: ActivityEntry) {
  const { version, runNumber, experimentNumber, releaseNumber, reviewNumber } = entry;
  const link = (noun: string, path: string, number: number | null | undefined) =>
    number && (
      <Link className={linkClass} href={`/${project}/${path}/${number}`}>
        {noun} {number}
      </Link>
    );
  return {
    who: <b>{entry.actor.split(" ")[0]}</b>,
    which: version && <b className="font-mono">v{version}</b>,
    run: link("run", "runs", runNumber),
    experiment: link("experiment", "experiments", experimentNumber),
    release: link("release", "releases", releaseNumber),
    review: link("review", "reviews", reviewNumber),
    spec: (
      <Link className={linkClass} href={`/${project}/${promptPath(prompt)}/spec`}>
        spec
      </Link>
    ),
    noun: nounOf(prompt.kind),
    environment: entry.environment,
    message: entry.message && `: ${entry.message}`,
  };
}

const did =
  (words: string) =>
  ({ who }: Parts): ReactNode => (
    <>
      {who} {words}
    </>
  );

/** To the prompt or chain itself. */
const didToIt =
  (words: string, end = "") =>
  ({ who, noun }: Parts): ReactNode => (
    <>
      {who} {words} the {noun}
      {end}
    </>
  );

const didToRun =
  (words: string, end = "") =>
  ({ who, run }: Parts): ReactNode => (
    <>
      {who} {words} {run}
      {end}
    </>
  );

const didToExperiment =
  (words: string, end = "") =>
  ({ who, experiment }: Parts): ReactNode => (
    <>
      {who} {words} {experiment}
      {end}
    </>
  );

const SENTENCES: Partial<Record<string, (parts: Parts) => ReactNode>> = {
  "prompt.created": didToIt("created"),
  "prompt.updated": didToIt("changed what", " is for, its owner or its tags"),
  "prompt.renamed": didToIt("renamed"),
  "prompt.restored": didToIt("restored"),
  "prompt.archived": didToIt("archived"),
  "prompt.hint_dismissed": did("dismissed a hint"),
  "prompt.hint_restored": did("restored a hint"),
  "spec.written": ({ who, spec }) => (
    <>
      {who} changed the {spec}
    </>
  ),
  "version.saved": ({ who, which, message }) => (
    <>
      {who} saved {which}
      {message}
    </>
  ),
  "run.started": ({ who, run, which }) => (
    <>
      {who} started {run} {which && <>of {which}</>}
    </>
  ),
  "run.started_on_holdout": ({ who, run, which }) => (
    <>
      {who} looked at the holdout with {run} {which && <>of {which}</>}
    </>
  ),
  "run.completed": ({ run }) => <>{run} has ended</>,
  "run.failed": ({ run }) => <>{run} has failed</>,
  "run.errors_retried": didToRun("retried the errors of"),
  "run.what_if_started": didToRun("started", " with another output of a step"),
  "run.outputs_imported": didToRun("imported outputs as"),
  "run.cancelled": didToRun("cancelled"),
  "release.published": ({ who, which, environment, release, message }) => (
    <>
      {who} released {which} to {environment} with {release}
      {message}
    </>
  ),
  "release.rolled_back": ({ who, which, noun, environment, release, message }) => (
    <>
      {who}{" "}
      {which ? (
        <>
          rolled {environment} back to {which}
        </>
      ) : (
        <>
          took the {noun} offline in {environment}
        </>
      )}{" "}
      with {release}
      {message}
    </>
  ),
  "experiment.started": didToExperiment("started"),
  "experiment.updated": didToExperiment("changed the cost cap of"),
  "experiment.cancelled": didToExperiment("cancelled"),
  "experiment.errors_retried": didToExperiment("retried the errors of"),
  "experiment.confirmed_on_holdout": didToExperiment("confirmed a cell of", " on the holdout"),
};
