import { Button } from "@/components/ui/controls/button";
import { Link } from "@/components/ui/controls/link";
import { ActionsTh, Table, Td, Th } from "@/components/ui/data/table";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatCount } from "@/lib/format-number";
import type { Pin } from "@/lib/releases/pins/pin-contract";
import { targetOf } from "./pin-draft";

const SHOWN = 3;

interface Props {
  project: string;
  pins: readonly Pin[];
  /** null: this person may not. */
  onRemove: ((pin: Pin) => void) | null;
}

export function PinTable({ project, pins, onRemove }: Props) {
  return (
    <Table label="Pinned units" minWidth={700}>
      <thead>
        <tr>
          <Th>Units</Th>
          <Th>Get</Th>
          <Th>Prompt</Th>
          <Th>Reason</Th>
          <Th>Pinned</Th>
          {onRemove && <ActionsTh />}
        </tr>
      </thead>
      <tbody>
        {pins.map((pin) => (
          <tr key={pin.id}>
            <Td>
              <Units units={pin.units} />
            </Td>
            <Td className="whitespace-nowrap">
              {pin.version === null ? (
                targetOf(pin)
              ) : (
                <span className="font-mono">{targetOf(pin)}</span>
              )}
            </Td>
            <Td className={pin.prompt ? "font-mono text-12" : "text-12 text-text-2"}>
              {pin.prompt ? (
                <Link
                  className={linkClass}
                  href={`/${project}/prompts/${encodeURIComponent(pin.prompt)}`}
                >
                  {pin.prompt}
                </Link>
              ) : (
                "every prompt"
              )}
            </Td>
            <Td className="text-12 wrap-anywhere">{pin.reason}</Td>
            <Td className="text-12 text-text-2">
              {pin.createdBy.name}, <RelativeTime value={pin.createdAt} />
            </Td>
            {onRemove && (
              <Td num>
                <Button
                  size="sm"
                  aria-label={`Remove the pin of ${pin.units[0]}`}
                  onClick={() => onRemove(pin)}
                >
                  Remove…
                </Button>
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Units({ units }: { units: readonly string[] }) {
  const more = units.slice(SHOWN);
  return (
    <div className="font-mono text-12 wrap-anywhere">
      {units.slice(0, SHOWN).join(", ")}
      {more.length > 0 && (
        <details>
          <summary className="font-sans text-text-2">and {formatCount(more.length)} more</summary>
          <div className="max-h-40 overflow-y-auto">{more.join(", ")}</div>
        </details>
      )}
    </div>
  );
}
