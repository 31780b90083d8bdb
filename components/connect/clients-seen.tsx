import { Table, Td, Th } from "@/components/ui/data/table";
import { Section } from "@/components/ui/section";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { ApiKey } from "@/lib/projects/api-key-contract";

const MOST = 10;

/** Which programs made requests with these keys, the last one first. */
export function ClientsSeen({ keys }: { keys: readonly ApiKey[] }) {
  const rows = keys
    .flatMap((key) => key.clients.map((client) => ({ ...client, key })))
    .sort((one, other) => other.lastSeenAt.localeCompare(one.lastSeenAt));
  return (
    <Section
      flush={rows.length > 0}
      title="Clients seen"
      footer={
        rows.length > MOST && (
          <span>
            The last {MOST} of {rows.length}.
          </span>
        )
      }
    >
      {rows.length === 0 ? (
        <p className="text-13 text-text-2">
          No client has made a request yet. Each names itself with its requests.
        </p>
      ) : (
        <Table label="Clients seen" dense size="sm">
          <thead>
            <tr>
              <Th>Client</Th>
              <Th>Key</Th>
              <Th num>Last seen</Th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST).map(({ name, lastSeenAt, key }) => (
              <tr key={`${key.id} ${name}`}>
                <Td className="font-mono break-all">{name}</Td>
                <Td className="break-words text-text-2">{key.name}</Td>
                <Td num className="whitespace-nowrap text-text-2">
                  <RelativeTime value={lastSeenAt} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
