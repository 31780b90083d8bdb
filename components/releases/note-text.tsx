import { Markdown } from "@/components/ui/text/markdown";
import type { ReleaseNote } from "@/lib/releases/note/note-contract";
import { sentenceText } from "@/lib/releases/note/release-note";
import "./releases.css";

/** A note as its readers see it. */
export function NoteText({ title, sub, note }: { title: string; sub: string; note: ReleaseNote }) {
  const { measured, added } = note;
  return (
    <article className="note-text">
      <h3>{title}</h3>
      <p className="text-12 text-text-2">{sub}</p>
      <Part title="Goal" text={note.goal} />
      <Part title="Change" text={note.change} />
      <div>
        <h4>Eval result</h4>
        {measured.evalResult.length === 0 && <p>Nothing was measured for this version.</p>}
        <Sentences of={measured.evalResult.map(sentenceText)} />
        {added.evalResult && <Markdown text={added.evalResult} />}
      </div>
      {(measured.tradeOff.length > 0 || added.tradeOff) && (
        <div>
          <h4>Trade-off</h4>
          <Sentences of={measured.tradeOff.map(sentenceText)} />
          {added.tradeOff && <Markdown text={added.tradeOff} />}
        </div>
      )}
      <Part title="Risks" text={note.risks} />
    </article>
  );
}

function Part({ title, text }: { title: string; text: string }) {
  if (!text) return null;
  return (
    <div>
      <h4>{title}</h4>
      <Markdown text={text} />
    </div>
  );
}

function Sentences({ of }: { of: string[] }) {
  if (of.length === 0) return null;
  return (
    <ul>
      {of.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
