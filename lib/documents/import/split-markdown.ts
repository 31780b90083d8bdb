import type { PassageText } from "@/lib/documents/passage";

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})(?=[ \t]|$)/;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
const FRONT_MATTER = /^---\r?\n[\s\S]*?\n---[ \t]*(?:\r?\n|$)/;

/** The section of a Markdown file under one heading; `path` names that heading and those above it. */
interface Section {
  path: string[];
  lines: string[];
}

/**
 * One passage per heading, called after the headings above it ("Refunds › Deadlines"). What stands before the first
 * heading is called after the file. A heading without text of its own is only a part of the names below it.
 */
export function splitMarkdown(source: string, fileTitle: string): PassageText[] {
  return listSections(source.replace(FRONT_MATTER, ""))
    .map(({ path, lines }) => ({
      title: path.length > 0 ? path.join(" › ") : fileTitle,
      text: lines.join("\n").trim(),
    }))
    .filter(({ text }) => text !== "");
}

function listSections(source: string): Section[] {
  let section: Section = { path: [], lines: [] };
  const sections = [section];
  const levels: (string | undefined)[] = [];
  let fence: string | null = null;

  function open(level: number, name: string) {
    levels.length = level - 1;
    levels[level - 1] = name;
    section = { path: levels.filter((one) => one !== undefined), lines: [] };
    sections.push(section);
  }

  for (const line of source.split(/\r?\n/)) {
    const mark: string | undefined = FENCE.exec(line)?.[1];
    if (fence !== null) {
      if (mark?.startsWith(fence) && line.trim() === mark) fence = null;
      section.lines.push(line);
    } else if (mark) {
      fence = mark;
      section.lines.push(line);
    } else {
      const heading = HEADING.exec(line);
      const underline = UNDERLINE.exec(line)?.[1];
      if (heading) open(heading[1]?.length ?? 1, plainName(withoutSigns(line)));
      else if (underline && isNameOf(section.lines)) {
        const name = section.lines.pop() ?? "";
        open(underline.startsWith("=") ? 1 : 2, plainName(name));
      } else section.lines.push(line);
    }
  }
  return sections;
}

/** A line of text alone in its paragraph, with === or --- under it, is a heading. */
function isNameOf(lines: readonly string[]): boolean {
  const [before, last] = [lines.at(-2) ?? "", lines.at(-1) ?? ""];
  return last.trim() !== "" && before.trim() === "" && !/^\s*(?:[-*+>|]|\d+[.)])\s/.test(last);
}

/** `## Refunds ##` → `Refunds` */
const withoutSigns = (line: string): string =>
  line
    .replace(HEADING, "")
    .trim()
    .replace(/(?:^|[ \t])#+$/, "");

/** Without the signs of Markdown: a heading is shown and searched as people read it. */
function plainName(name: string): string {
  return name
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, "$1")
    .replace(/[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}/g, "")
    .trim();
}
