export interface ServerEvent {
  event: string;
  /** Null when the event has none. */
  id: string | null;
  data: string;
}

/** What a piece of the stream brought. */
export interface EventPiece {
  events: ServerEvent[];
  /** Lines that only say that the connection is alive. */
  comments: number;
}

/**
 * Reads server-sent events from pieces of text, cut anywhere, as the HTML standard has them. Lines end with LF or
 * CRLF; `retry` is not used.
 */
export function createEventParser(): (text: string) => EventPiece {
  let rest = "";
  let lines: string[] = [];
  return (text) => {
    const piece: EventPiece = { events: [], comments: 0 };
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      const line = part.endsWith("\r") ? part.slice(0, -1) : part;
      if (line.startsWith(":")) piece.comments += 1;
      else if (line !== "") lines.push(line);
      else {
        const event = toEvent(lines);
        if (event) piece.events.push(event);
        lines = [];
      }
    }
    return piece;
  };
}

function toEvent(lines: readonly string[]): ServerEvent | null {
  const event: ServerEvent = { event: "message", id: null, data: "" };
  const data: string[] = [];
  for (const line of lines) {
    const [, field = line, value = ""] = /^([^:]*): ?(.*)$/s.exec(line) ?? [];
    if (field === "data") data.push(value);
    else if (field === "event") event.event = value;
    else if (field === "id") event.id = value;
  }
  return data.length === 0 ? null : { ...event, data: data.join("\n") };
}
