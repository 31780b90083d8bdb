import type { ReactNode } from "react";
import { DescriptionList } from "@/components/ui/data/dl";
import { Section } from "@/components/ui/section";
import type { Client } from "./snippets";

const code = (name: string) => (
  <code key={name} className="font-mono text-code">
    {name}
  </code>
);

type Facts = ReadonlyArray<readonly [string, ReactNode]>;

const WITH_SDK: Facts = [
  ["Running app", "keeps serving its last prompts, with the same assignment"],
  [
    "Restart",
    <>
      loads them from {code("cacheDir")} or {code("bootstrap")}
    </>,
  ],
  ["After 1 min", <>prompts are marked {code("isStale")}; your app decides whether to go on</>],
  ["After 1 day", <>a copy is too old to serve: the {code("fallback")}, or an error</>],
  [
    "No copy",
    <>
      your {code("fallback")}, marked {code("isFallback")}; without one, an error
    </>,
  ],
  ["Traces", "wait in memory, up to 1,000; what is lost after that is counted"],
];

const FACTS: Record<Client, Facts> = {
  galley: WITH_SDK,
  "ai-sdk": WITH_SDK,
  openai: WITH_SDK,
  langfuse: [
    ["Running app", "keeps serving its last prompts"],
    ["Restart", <>your {code("fallback")}; without one, an error</>],
  ],
  openfeature: [["Each read", "the default value that you pass, with an error code"]],
  curl: [["Each request", "fails; an answer may be reused for a day (stale-if-error)"]],
};

export function WhenDown({ client }: { client: Client }) {
  const hasPush = FACTS[client] === WITH_SDK;
  return (
    <Section
      title="When Galley is down"
      footer={hasPush && "A rollback reaches running apps within 2 s."}
    >
      <DescriptionList items={FACTS[client]} />
    </Section>
  );
}
