/** Told of every place that a rule takes out. */
export type OnRedacted = (match: {
  rule: string;
  text: string;
  start: number;
  end: number;
}) => void;
