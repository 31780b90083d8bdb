"use client";
import { ChevronLeft, ChevronRight, GitCompareArrows, Pencil } from "lucide-react";
import type { ReactNode } from "react";
import { ticketName } from "@/components/prompts/editor/ticket-name";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Person } from "@/components/ui/data/avatar";
import { Badge } from "@/components/ui/data/badge";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { Prompt } from "@/lib/prompts/contract";
import type { VersionSummary } from "@/lib/prompts/version-contract";

interface HeadProps {
  base: string;
  prompt: Prompt;
  version: VersionSummary;
  mayWrite: boolean;
  /** Copies what the version holds. */
  copies: ReactNode;
}

/** Which version this is, what it can be compared with, who wrote it and why. */
export function VersionHead({ base, prompt, version, mayWrite, copies }: HeadProps) {
  const { number, parentVersion, ticketUrl } = version;
  const live = Object.entries(prompt.live);
  const liveHere = live.filter(([, { version: which }]) => which === number);
  const small = buttonClass({ size: "sm" });
  const compared = [
    ...(parentVersion ? [{ with: parentVersion, label: `v${parentVersion}, its parent` }] : []),
    ...live
      .filter(([, { version: which }]) => ![number, parentVersion].includes(which))
      .map(([environment, { version: which }]) => ({
        with: which,
        label: `v${which}, live in ${environment}`,
      })),
  ].filter((one, at, all) => all.findIndex((other) => other.with === one.with) === at);
  return (
    <header className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="font-mono text-16">v{number}</h2>
        {liveHere.map(([environment]) => (
          <Badge key={environment} tone="pass">
            live in {environment}
          </Badge>
        ))}
        {number === prompt.latestVersion && <Badge>latest</Badge>}
        <Neighbour base={base} number={number - 1} exists={number > 1} label="Previous version">
          <ChevronLeft aria-hidden="true" />
        </Neighbour>
        <Neighbour
          base={base}
          number={number + 1}
          exists={number < (prompt.latestVersion ?? 0)}
          label="Next version"
        >
          <ChevronRight aria-hidden="true" />
        </Neighbour>
        <span className="ml-auto flex flex-wrap items-center gap-2">
          {compared.map((one) => (
            <Link
              key={one.with}
              className={small}
              href={`${base}/diff?from=${one.with}&to=${number}`}
            >
              <GitCompareArrows aria-hidden="true" /> Compare with {one.label}
            </Link>
          ))}
          {copies}
          {mayWrite && (
            <Link className={small} href={`${base}/edit?from=${number}`}>
              <Pencil aria-hidden="true" /> Use as draft
            </Link>
          )}
        </span>
      </div>
      <p className="flex flex-wrap items-center gap-x-2 text-13">
        <Person name={version.author.name} />
        <span className="text-text-2">
          <RelativeTime value={version.createdAt} />
        </span>
        <span>“{version.commitMessage}”</span>
        {ticketUrl && (
          <a className={linkClass} href={ticketUrl} rel="noopener noreferrer" target="_blank">
            {ticketName(ticketUrl)}
          </a>
        )}
      </p>
    </header>
  );
}

interface NeighbourProps {
  base: string;
  number: number;
  exists: boolean;
  label: string;
  children: ReactNode;
}

function Neighbour({ base, number, exists, label, children }: NeighbourProps) {
  if (!exists) return null;
  return (
    <Link
      className={buttonClass({ size: "sm", variant: "ghost" })}
      aria-label={`${label}, v${number}`}
      href={`${base}/versions/${number}`}
    >
      {children}
    </Link>
  );
}
