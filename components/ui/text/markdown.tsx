import { cn } from "@/components/ui/cn";
import { linkClass } from "@/components/ui/text/link-class";
import { type Block, markdownBlocks, markdownInline } from "./markdown-blocks";

/** What people write, as they mean it. Text only: nothing in it loads or runs anything. */
export function Markdown({ text, className }: { text: string; className?: string }) {
  return (
    <div className={cn("grid gap-2 break-words", className)}>
      {markdownBlocks(text).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks stand in the order of the text
        <BlockOf key={index} block={block} />
      ))}
    </div>
  );
}

function BlockOf({ block }: { block: Block }) {
  switch (block.kind) {
    case "code":
      return (
        <pre className="overflow-x-auto rounded border bg-subtle px-2.5 py-1.5 font-mono text-12">
          {block.text}
        </pre>
      );
    case "list": {
      const List = block.isOrdered ? "ol" : "ul";
      return (
        <List className={cn("grid gap-0.5 pl-4.5", block.isOrdered ? "list-decimal" : "list-disc")}>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: items stand in the order of the text
            <li key={index} className="whitespace-pre-wrap">
              <InlineOf text={item} />
            </li>
          ))}
        </List>
      );
    }
    case "quote":
      return (
        <blockquote className="border-l-2 pl-2.5 whitespace-pre-wrap text-text-2">
          <InlineOf text={block.text} />
        </blockquote>
      );
    default:
      return (
        <p className={cn("whitespace-pre-wrap", block.kind === "heading" && "font-semibold")}>
          <InlineOf text={block.text} />
        </p>
      );
  }
}

function InlineOf({ text }: { text: string }) {
  return markdownInline(text).map(({ kind, text: piece, href }, index) => {
    const key = `${index} ${kind}`;
    if (kind === "code") {
      return (
        <code key={key} className="rounded bg-subtle px-1 font-mono text-12">
          {piece}
        </code>
      );
    }
    if (kind === "strong") return <strong key={key}>{piece}</strong>;
    if (kind === "em") return <em key={key}>{piece}</em>;
    if (kind === "link") {
      return (
        <a
          key={key}
          className={linkClass}
          href={href}
          rel="noopener noreferrer nofollow"
          target="_blank"
        >
          {piece}
        </a>
      );
    }
    return piece;
  });
}
