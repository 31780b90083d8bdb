import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/section";
import { CodeBlock } from "@/components/ui/text/code-block";

interface Props {
  project: string;
  address: string;
  prompt?: string;
}

/** How the first trace gets here, ready to paste. */
export function FirstTrace({ project, address, prompt = "support/triage" }: Props) {
  const curl = `curl -sS "${address}/api/v1/projects/${project}/traces" \\
  -H "Authorization: Bearer $GALLEY_API_KEY" -H "Content-Type: application/json" \\
  -d '{"traces": [{
    "id": "'"$(uuidgen)"'", "prompt": "${prompt}", "version": 1, "environment": "production",
    "startedAt": "'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'", "endedAt": "'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'",
    "input": "Where is my tent?", "output": "On its way.", "outcome": "succeeded", "steps": []}]}'`;
  const otlp = `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT="${address}/api/public/otel/v1/traces"
OTEL_EXPORTER_OTLP_TRACES_HEADERS="Authorization=Bearer%20$GALLEY_API_KEY"
OTEL_EXPORTER_OTLP_TRACES_PROTOCOL="http/protobuf"`;
  return (
    <div className="grid max-w-[820px] gap-4">
      <Empty
        title="No traces yet"
        actions={
          <Link href={`/${project}/settings/keys`} className={buttonClass({ variant: "primary" })}>
            Create an API key
          </Link>
        }
      >
        An application sends a trace for each of its requests. Then this page shows what was asked,
        which version answered, how long it took, what it cost and how it ended. The key needs the
        scope <span className="font-mono text-code">traces:write</span>; below it is{" "}
        <span className="font-mono text-code">$GALLEY_API_KEY</span>.
      </Empty>
      <Section title="From a shell">
        <CodeBlock code={curl} copy label="curl command" />
      </Section>
      <Section
        title="From an application with OpenTelemetry"
        beside={
          <span className="text-12 text-text-3">no code change if it already exports traces</span>
        }
      >
        <CodeBlock code={otlp} copy label="environment variables" />
        <p className="text-12 text-text-2 mt-2">
          Spans of the GenAI conventions, the Vercel AI SDK, OpenLLMetry, OpenInference and Langfuse
          are all supported. The attributes{" "}
          <span className="font-mono text-code">galley.prompt.name</span> and{" "}
          <span className="font-mono text-code">galley.prompt.version</span> name the version that
          answered.
        </p>
      </Section>
    </div>
  );
}
