"use client";
import { scorerCatalogue } from "@/lib/scorers/scorer-catalogue";
import { ScorerSettingField } from "./scorer-setting-field";

interface Props {
  kind: string;
  config: Record<string, unknown>;
  onChange: (config: Record<string, unknown>) => void;
}

/** What a kind of scorer does, and the few settings that it has. */
export function ScorerSettings({ kind, config, onChange }: Props) {
  const entry = scorerCatalogue.find((one) => one.kind === kind);
  if (!entry) return null;
  return (
    <>
      <p className="text-12 text-text-2">{entry.help}</p>
      <p className="text-12 text-text-3 wrap-anywhere">Example: {entry.example}</p>
      <div className="grid gap-2 md:grid-cols-2">
        {entry.settings.map((setting) => (
          <ScorerSettingField
            key={`${kind}.${setting.name}`}
            kind={kind}
            setting={setting}
            value={config[setting.name]}
            onChange={(value) => {
              const { [setting.name]: _, ...rest } = config;
              onChange(value === undefined ? rest : { ...rest, [setting.name]: value });
            }}
          />
        ))}
      </div>
    </>
  );
}
