"use client";
import { useQuery } from "@tanstack/react-query";
import { BookOpen } from "lucide-react";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import type { MadeKey } from "@/components/api-keys/new-key-dialog";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Field } from "@/components/ui/controls/field";
import { RadioGroup } from "@/components/ui/controls/radio-group";
import { Select } from "@/components/ui/controls/select";
import { PageHead } from "@/components/ui/page-head";
import { apiKeyQueries } from "@/lib/projects/queries";
import type { Prompt } from "@/lib/prompts/contract";
import { promptQueries } from "@/lib/prompts/queries";
import { ConnectCheck } from "./connect-check";
import { NoPrompt, NothingLive } from "./connect-gaps";
import { ConnectKey } from "./connect-key";
import { ConnectRail } from "./connect-rail";
import { ConnectStep } from "./connect-step";
import { SnippetBlock } from "./snippet-block";
import { CLIENTS, type SnippetFacts, writeSnippet } from "./snippets";

const WAITING_MS = 2_000;
/** Clients are noted once a minute. */
const SEEN_MS = 60_000;
const clients = CLIENTS.map(({ value }) => value);

interface Props {
  project: string;
  baseUrl: string;
  environments: string[];
  isAdmin: boolean;
  mayWrite: boolean;
}

/** From nothing to the first request: a client, a key, code with the project's own names, and what has arrived. */
export function ConnectView({ project, baseUrl, environments, isAdmin, mayWrite }: Props) {
  const [address, set] = useQueryStates(
    {
      client: parseAsStringLiteral(clients).withDefault("galley"),
      environment: parseAsString,
      prompt: parseAsString,
      key: parseAsString,
    },
    { history: "replace" },
  );
  const [made, setMade] = useState<MadeKey | null>(null);
  const prompts = useQuery(promptQueries.list(project)).data?.data ?? [];
  const environment = environments.includes(address.environment ?? "")
    ? (address.environment ?? "")
    : (environments.find((name) => name === "production") ?? environments[0] ?? "production");
  const prompt =
    prompts.find(({ name }) => name === address.prompt) ??
    prompts.find(({ live }) => live[environment]) ??
    prompts[0];
  const keys = useQuery({
    ...apiKeyQueries.list(project),
    enabled: isAdmin,
    refetchInterval: ({ state }) => {
      const key = state.data?.data.find(({ id }) => id === address.key);
      return key && key.firstUsedAt === null ? WAITING_MS : SEEN_MS;
    },
  }).data?.data;
  const chosen = keys?.find(({ id }) => id === address.key) ?? null;
  const newKey = made && made.id === address.key ? made : null;
  const facts = useSnippetFacts(project, prompt, environment);
  const apiKey = newKey?.apiKey ?? `galley_live_…${chosen?.lastFour ?? ""}`;
  const snippet =
    prompt &&
    writeSnippet(address.client, {
      ...facts,
      baseUrl,
      project,
      environment,
      prompt: prompt.name,
      kind: prompt.kind,
      apiKey,
    });
  return (
    <>
      <PageHead
        title="Connect your app"
        sub="Your app fetches a prompt from Galley, calls the model itself and reports the outcome."
        actions={
          <a className={buttonClass()} href="/api/v1/openapi.json" target="_blank" rel="noreferrer">
            <BookOpen aria-hidden="true" /> Reference
          </a>
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="min-w-0">
          <ConnectStep number={1} title="Client and environment">
            <RadioGroup
              label="Client"
              hideLabel
              tiles
              options={CLIENTS}
              value={address.client}
              onValueChange={(client) => void set({ client })}
            />
            <div className="grid items-start gap-2 md:grid-cols-[148px_minmax(0,1fr)]">
              <Field label="Environment">
                <Select
                  value={environment}
                  onChange={({ target }) => void set({ environment: target.value })}
                >
                  {environments.map((name) => (
                    <option key={name}>{name}</option>
                  ))}
                </Select>
              </Field>
              <div className="grid min-w-0 gap-2">
                <ConnectKey
                  {...{ project, environment, isAdmin, chosen }}
                  keys={keys ?? []}
                  made={newKey}
                  lines={snippet?.environment ?? `GALLEY_API_KEY=${apiKey}`}
                  onMade={(key) => {
                    setMade(key);
                    void set({ key: key.id });
                  }}
                  onChoose={(key) => void set({ key })}
                />
              </div>
            </div>
          </ConnectStep>
          <ConnectStep
            number={2}
            title="Add it to your code"
            beside={prompt && "filled with your project’s names"}
            end={
              prompt && (
                <Select
                  size="sm"
                  aria-label="Prompt"
                  value={prompt.name}
                  onChange={({ target }) => void set({ prompt: target.value })}
                >
                  {prompts.map((one) => (
                    <option key={one.name} value={one.name}>
                      {one.name}, {liveInWords(one, environment)}
                    </option>
                  ))}
                </Select>
              )
            }
          >
            {!prompt && <NoPrompt {...{ project, mayWrite }} />}
            {prompt && !prompt.live[environment] && (
              <NothingLive {...{ project, prompt, environment, mayWrite }} />
            )}
            {snippet && (
              <>
                {snippet.install && <SnippetBlock label="Install" code={snippet.install} />}
                {!newKey && (
                  <SnippetBlock
                    label="Environment"
                    file={snippet.environmentFile}
                    code={snippet.environment}
                  />
                )}
                <SnippetBlock label="Code" file={snippet.file} code={snippet.code} />
              </>
            )}
          </ConnectStep>
          {prompt && (
            <ConnectStep number={3} title="Check" beside="updates automatically">
              <ConnectCheck
                {...{ project, environment, isAdmin }}
                prompt={prompt.name}
                apiKey={chosen}
              />
            </ConnectStep>
          )}
        </div>
        <ConnectRail client={address.client} keys={chosen ? [chosen] : (keys ?? null)} />
      </div>
    </>
  );
}

const liveInWords = ({ live }: Prompt, environment: string) =>
  live[environment] ? `v${live[environment].version} live` : "nothing live";

/** What the version that is live, or else the newest one, has to be filled with. */
function useSnippetFacts(
  project: string,
  prompt: Prompt | undefined,
  environment: string,
): Pick<SnippetFacts, "variables" | "placeholders"> {
  const number = prompt?.live[environment]?.version ?? prompt?.latestVersion ?? null;
  const { data } = useQuery({
    ...promptQueries.version(project, prompt?.name ?? "", number ?? 1),
    enabled: number !== null,
  });
  return {
    variables: data?.variables ?? [],
    placeholders: (data?.messages ?? []).flatMap((message) =>
      "placeholder" in message ? message.placeholder : [],
    ),
  };
}
