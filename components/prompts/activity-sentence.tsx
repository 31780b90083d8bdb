import Link from "next/link";
import type { ReactNode } from "react";
import { HISTORY_WORDS } from "@/components/reviews/review-words";
import { linkClass } from "@/components/ui/text/link";
import type { PromptActivity } from "@/lib/prompts/contract";

export type ActivityEntry = PromptActivity["data"][number];

interface Props {
  project: string;
  name: string;
  entry: ActivityEntry;
}

/** Who did what to what. */
export function ActivitySentence({ project, name, entry }: Props) {
  const parts = partsOf(project, name, entry);
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

function partsOf(project: string, name: string, entry: ActivityEntry) {
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
      <Link className={linkClass} href={`/${project}/prompts/${encodeURIComponent(name)}/spec`}>
        spec
      </Link>
    ),
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
  "prompt.created": did("created the prompt"),
  "prompt.updated": did("changed what the prompt is for, its owner or its tags"),
  "prompt.renamed": did("renamed the prompt"),
  "prompt.restored": did("restored the prompt"),
  "prompt.archived": did("archived the prompt"),
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
  "release.rolled_back": ({ who, which, environment, release, message }) => (
    <>
      {who}{" "}
      {which ? (
        <>
          rolled {environment} back to {which}
        </>
      ) : (
        <>took the prompt offline in {environment}</>
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
