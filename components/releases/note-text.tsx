import { Markdown } from "@/components/ui/text/markdown";
import type { ReleaseNote } from "@/lib/releases/note/note-contract";
import { sentenceText } from "@/lib/releases/note/release-note";

const headClass = "mb-0.5 text-12/5 font-semibold text-text-2";

/** A note as its readers see it. */
export function NoteText({ title, sub, note }: { title: string; sub: string; note: ReleaseNote }) {
  const { measured, added } = note;
  return (
    <article className="grid gap-2.5 text-13 wrap-anywhere">
      <h3 className="text-[15px]">{title}</h3>
      <p className="text-12 text-text-2">{sub}</p>
      <Part title="Goal" text={note.goal} />
      <Part title="Change" text={note.change} />
      <div>
        <h4 className={headClass}>Eval result</h4>
        {measured.evalResult.length === 0 && <p>Nothing was measured for this version.</p>}
        <Sentences of={measured.evalResult.map(sentenceText)} />
        {added.evalResult && <Markdown text={added.evalResult} />}
      </div>
      {(measured.tradeOff.length > 0 || added.tradeOff) && (
        <div>
          <h4 className={headClass}>Trade-off</h4>
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
      <h4 className={headClass}>{title}</h4>
      <Markdown text={text} />
    </div>
  );
}

function Sentences({ of }: { of: string[] }) {
  if (of.length === 0) return null;
  return (
    <ul className="grid list-disc gap-0.5 pl-4.5">
      {of.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
