const TAG = /(\\*)<(?=[a-z!/?])/gi;
const SCRIPT_LINK = /(\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?)(?=(?:javascript|vbscript|data):)/gim;

/**
 * What people wrote as Markdown for a file that any program may render: tags are text, also where HTML would be
 * allowed, and no link runs a script.
 */
export function safeMarkdown(text: string): string {
  return text
    .replace(SCRIPT_LINK, "$1unsafe:")
    .replace(TAG, (_, slashes: string) => `${slashes}${slashes.length % 2 === 0 ? "\\" : ""}<`);
}
