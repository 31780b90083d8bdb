/** A scorer while it is edited; the server says what is wrong with its settings. */
export interface DraftScorer {
  key: number;
  kind: string;
  name?: string | undefined;
  config: Record<string, unknown>;
}

let keys = 0;

export function draftScorer(spec: {
  kind: string;
  name?: string | undefined;
  config?: object;
}): DraftScorer {
  keys += 1;
  return { key: keys, kind: spec.kind, name: spec.name, config: { ...spec.config } };
}
