import { Button } from "@/components/ui/controls/button";
import { Td } from "@/components/ui/data/table";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { ApiKey } from "@/lib/projects/api-key-contract";
import { daysLeft } from "./expiry";

interface Props {
  apiKey: ApiKey;
  onRevoke: () => void;
}

export function ApiKeyRow({ apiKey, onRevoke }: Props) {
  return (
    <tr>
      <Td className="whitespace-nowrap">
        <span className="font-medium">{apiKey.name}</span>
        <div className="text-12 text-text-3 font-mono">…{apiKey.lastFour}</div>
      </Td>
      <Td className="text-12 text-text-2">
        {apiKey.scopes.join(", ")}
        {apiKey.actsAs && (
          <div>
            as {apiKey.actsAs.name}
            {apiKey.state === "pending" && (
              <span className="text-inconclusive">, who has not confirmed it</span>
            )}
          </div>
        )}
      </Td>
      <Td className="text-12 whitespace-nowrap">
        {apiKey.createdBy.name}, <RelativeTime value={apiKey.createdAt} />
      </Td>
      <Td className="text-12 whitespace-nowrap">
        <KeyExpiry expiresAt={apiKey.expiresAt} />
      </Td>
      <Td className="text-12 whitespace-nowrap">
        {apiKey.lastUsedAt ? (
          <RelativeTime value={apiKey.lastUsedAt} />
        ) : (
          <span className="text-text-3">never used</span>
        )}
      </Td>
      <Td num>
        <Button size="sm" variant="danger" onClick={onRevoke}>
          Revoke…
        </Button>
      </Td>
    </tr>
  );
}

function KeyExpiry({ expiresAt }: { expiresAt: string | null }) {
  if (!expiresAt) return <span className="text-text-2">never</span>;
  const now = Date.now();
  if (Date.parse(expiresAt) <= now) return <span className="text-fail">expired</span>;
  const days = daysLeft(expiresAt, now);
  return (
    <span className={days < 14 ? "text-inconclusive" : undefined} suppressHydrationWarning>
      <RelativeTime value={expiresAt} />, {days} d
    </span>
  );
}
