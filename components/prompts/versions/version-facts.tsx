"use client";
import { describeSettings } from "@/components/prompts/prompt-words";
import { DescriptionList } from "@/components/ui/data/dl";
import { Section } from "@/components/ui/section";
import { CodeBlock } from "@/components/ui/text/code-block";
import { codeClass, variableClass } from "@/components/ui/text/code-class";
import type { Version } from "@/lib/prompts/version-contract";

/** Everything of a version beside its messages; what it does not have is not shown. */
export function VersionFacts({ version }: { version: Version }) {
  const { model, settings, variables, tools, outputSchema, retrieval, config } = version;
  return (
    <>
      <Section title="Model and settings">
        <DescriptionList
          items={[
            ["Connection", model.provider],
            [
              "Model",
              <span key="model" className="font-mono break-all">
                {model.name}
              </span>,
            ],
            ...describeSettings(settings),
          ]}
        />
        {Object.keys(settings).length === 0 && (
          <p className="text-12 text-text-2 mt-2">All settings are the model’s own.</p>
        )}
      </Section>
      <Section title="Variables">
        {variables.length === 0 ? (
          <p className="text-12 text-text-2">The text has no variables.</p>
        ) : (
          <ul className="flex flex-wrap gap-1.5" aria-label="Variables">
            {variables.map((name) => (
              <li key={name} className={codeClass}>
                <span className={variableClass}>{`{{${name}}}`}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {tools?.map(({ name, description, parameters }) => (
        <Section key={name} title={<span className="font-mono">{name}</span>} beside="tool">
          {description && <p className="mb-2 text-13">{description}</p>}
          <CodeBlock
            json
            copy
            label={`Parameters of ${name}`}
            code={JSON.stringify(parameters, null, 2)}
            maxHeight={320}
          />
        </Section>
      ))}
      {outputSchema && (
        <Section title="Output schema">
          <CodeBlock
            json
            copy
            label="Output schema"
            code={JSON.stringify(outputSchema, null, 2)}
            maxHeight={320}
          />
        </Section>
      )}
      {retrieval && (
        <Section title="Retrieval">
          <DescriptionList
            items={Object.entries(retrieval).map(([name, value]) => [name, String(value)])}
          />
        </Section>
      )}
      {config && (
        <Section title="App config">
          <CodeBlock
            json
            copy
            label="App config"
            code={JSON.stringify(config, null, 2)}
            maxHeight={320}
          />
        </Section>
      )}
    </>
  );
}
