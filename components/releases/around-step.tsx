import { Pin, Plug, ShieldCheck } from "lucide-react";
import { formatCountOf } from "@/lib/format-number";
import type { Changes } from "@/lib/releases/changes-contract";

type Around = Changes["surroundings"][number];

const AROUND: Record<string, string> = {
  "connection.created": "made the connection",
  "connection.changed": "changed the connection",
  "connection.removed": "removed the connection",
  "environment.changed": "changed the rules of",
};

/** What somebody changed around the prompts: a connection, the environment's rules, a pin. */
export function AroundStep({ around }: { around: Around }) {
  const { actor, type, name, pin } = around;
  const Icon = pin ? Pin : type === "environment.changed" ? ShieldCheck : Plug;
  return (
    <>
      <Icon className="size-3.5 self-center" aria-hidden="true" />
      {pin ? (
        <span>
          {actor} {pinInWords(type, pin)}: {pin.reason}
        </span>
      ) : (
        <span>
          {actor} {AROUND[type] ?? type} <span className="font-mono">{name}</span>
        </span>
      )}
    </>
  );
}

/** "pinned 3 units of support/triage to v5", "unpinned 1 unit of every prompt from the stable version" */
function pinInWords(
  type: string,
  { prompt, arm, version, units }: NonNullable<Around["pin"]>,
): string {
  const target =
    version === null ? `the ${arm === "stable" ? "stable version" : arm}` : `v${version}`;
  const of = `${formatCountOf(units, "unit")} of ${prompt ?? "every prompt"}`;
  return type === "pin.created" ? `pinned ${of} to ${target}` : `unpinned ${of} from ${target}`;
}
