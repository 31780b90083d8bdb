"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { parseAsArrayOf, parseAsInteger, useQueryState } from "nuqs";
import { IntervalMark } from "@/components/charts/interval-mark";
import { ticketName } from "@/components/prompts/editor/ticket-name";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Link } from "@/components/ui/controls/link";
import { Person } from "@/components/ui/data/avatar";
import { Badge } from "@/components/ui/data/badge";
import { ActionsTh, Table, Td, Th, Tr } from "@/components/ui/data/table";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatInterval, formatRate } from "@/lib/format-number";
import type { Prompt } from "@/lib/prompts/contract";
import { promptPath } from "@/lib/prompts/prompt-path";
import { promptQueries } from "@/lib/prompts/queries";
import type { VersionSummary } from "@/lib/prompts/version-contract";

interface Props {
  project: string;
  name: string;
  mayWrite: boolean;
}

/** Every version with who, why and what it measured; two of them picked open their difference. */
export function VersionTimeline({ project, name, mayWrite }: Props) {
  const router = useRouter();
  const { data: prompt } = useQuery(promptQueries.detail(project, name));
  const { data: versions } = useQuery(promptQueries.versions(project, name));
  const [picked, setPicked] = useQueryState(
    "compare",
    parseAsArrayOf(parseAsInteger).withDefault([]),
  );
  const base = `/${project}/${promptPath({ name, kind: prompt?.kind ?? "chat" })}`;
  if (!versions || versions.data.length === 0) {
    return (
      <Empty
        title="No version yet"
        actions={
          mayWrite && (
            <Link href={`${base}/edit`} className={buttonClass({ variant: "primary" })}>
              Write the first version
            </Link>
          )
        }
      >
        Versions are saved from the editor and never change.
      </Empty>
    );
  }
  const [from, to] = [...picked].sort((a, b) => a - b);
  const pick = (number: number) =>
    setPicked(
      picked.includes(number)
        ? picked.filter((one) => one !== number)
        : [...picked, number].slice(-2),
    );
  return (
    <Section
      flush
      title="Versions"
      beside={<span className="text-12 text-text-2">newest first; pick two to compare</span>}
      actions={
        <Button
          size="sm"
          disabled={!from || !to}
          onClick={() => router.push(`${base}/diff?from=${from}&to=${to}`)}
        >
          {from && to ? `Compare v${from} with v${to}` : "Compare two"}
        </Button>
      }
    >
      <Table label="Versions" minWidth={860}>
        <thead>
          <tr>
            <Th>
              <span className="sr-only">Compare</span>
            </Th>
            <Th>Version</Th>
            <Th>Change</Th>
            <Th>Author</Th>
            <Th>When</Th>
            <Th>Last eval, development</Th>
            <ActionsTh />
          </tr>
        </thead>
        <tbody>
          {versions.data.map((version) => (
            <VersionRow
              key={version.number}
              {...{ project, base, prompt, version, mayWrite }}
              isPicked={picked.includes(version.number)}
              onPick={() => pick(version.number)}
            />
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

interface RowProps {
  project: string;
  /** Address of the prompt. */
  base: string;
  prompt: Prompt | undefined;
  version: VersionSummary;
  mayWrite: boolean;
  isPicked: boolean;
  onPick: () => void;
}

function VersionRow({ project, base, prompt, version, mayWrite, isPicked, onPick }: RowProps) {
  return (
    <Tr selected={isPicked}>
      <Td>
        <Checkbox aria-label={`Compare v${version.number}`} checked={isPicked} onChange={onPick} />
      </Td>
      <Td>
        <Link className={linkClass} href={`${base}/versions/${version.number}`}>
          <b className="font-mono">v{version.number}</b>
        </Link>
        <LiveIn prompt={prompt} number={version.number} />
      </Td>
      <Td>
        <Change base={base} version={version} />
      </Td>
      <Td>
        <Person name={version.author.name} />
      </Td>
      <Td className="whitespace-nowrap">
        <RelativeTime value={version.createdAt} />
      </Td>
      <Td>
        <Measured project={project} prompt={prompt} number={version.number} />
      </Td>
      <Td className="whitespace-nowrap text-right">
        {mayWrite && (
          <Link
            className={buttonClass({ size: "sm", variant: "ghost" })}
            href={`${base}/edit?from=${version.number}`}
          >
            Edit from v{version.number}
          </Link>
        )}
      </Td>
    </Tr>
  );
}

function Change({ base, version }: { base: string; version: VersionSummary }) {
  const { number, parentVersion, commitMessage, ticketUrl } = version;
  const parent = parentVersion ?? 0;
  return (
    <span className="grid min-w-52 py-1">
      {parent > 0 ? (
        <Link
          className="underline-offset-3 hover:underline"
          href={`${base}/diff?from=${parent}&to=${number}`}
        >
          {commitMessage}
        </Link>
      ) : (
        commitMessage
      )}
      <span className="text-12 text-text-3">
        {parent > 0 ? `from v${parent}` : "the first"}
        {ticketUrl && (
          <>
            {" · "}
            <a className={linkClass} href={ticketUrl} rel="noopener noreferrer" target="_blank">
              {ticketName(ticketUrl)}
            </a>
          </>
        )}
      </span>
    </span>
  );
}

function LiveIn({ prompt, number }: { prompt: Prompt | undefined; number: number }) {
  const live = Object.entries(prompt?.live ?? {}).filter(([, { version }]) => version === number);
  return live.map(([environment]) => (
    <Badge key={environment} tone="pass" className="ml-2">
      {environment}
    </Badge>
  ));
}

interface MeasuredProps {
  project: string;
  prompt: Prompt | undefined;
  number: number;
}

function Measured({ project, prompt, number }: MeasuredProps) {
  const measured = prompt?.lastEval?.trend.find(({ version }) => version === number);
  if (!measured) return <span className="text-text-3">not measured</span>;
  const { passRate, runNumber } = measured;
  return (
    <span className="flex items-center gap-3">
      <Link className={cn(linkClass, "w-14")} href={`/${project}/runs/${runNumber}`}>
        {formatRate(passRate.value)}
      </Link>
      <IntervalMark {...passRate} width={110} />
      <span className="text-12 text-text-3 whitespace-nowrap">
        {formatInterval(passRate.low, passRate.high)}, n = {passRate.n}
      </span>
    </span>
  );
}
