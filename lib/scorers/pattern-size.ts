/** `\p{L}` and the like are tables of hundreds of ranges, made once however often they repeat. */
const CLASS_TABLE = 20;

const REPEAT = /\{(\d{1,9})(?:(,)(\d{0,9}))?\}/y;
const ESCAPE =
  /\\(?:[pP](?:\{[^}]*\}|.)|x\{[^}]*\}|x[\da-fA-F]{2}|u\{[^}]*\}|u[\da-fA-F]{4}|c.|[\s\S]|$)/y;
const GROUP = /\((?:\?(?:P?<[^>]*>|[a-zA-Z-]*:|[a-zA-Z-]*(?=\))))?/y;

/**
 * About how many instructions a pattern has when it is compiled, never fewer than it will have: counted
 * repeats are written out, so that the nested `(x{99}){99}` has 9,801. Looks at each character once, at
 * patterns that are not valid too.
 */
export function patternSize(pattern: string): number {
  const groups: number[] = [];
  let sum = 2;
  let last = 0;
  let tables = 0;
  const put = (size: number) => {
    sum += size;
    last = size;
  };
  for (let at = 0; at < pattern.length; ) {
    const character = pattern[at] ?? "";
    if (character === "\\") {
      const quoted = pattern.startsWith("\\Q", at);
      if (quoted) {
        const end = pattern.indexOf("\\E", at);
        const stop = end === -1 ? pattern.length : end;
        sum += stop - at;
        put(1);
        at = stop + 2;
        continue;
      }
      const escaped = matchAt(ESCAPE, pattern, at) ?? character;
      if (/^\\[pP]/.test(escaped)) tables += 1;
      put(1);
      at += escaped.length;
    } else if (character === "[") {
      const end = classEnd(pattern, at);
      tables += pattern.slice(at, end).match(/\\[pP]|\[:/g)?.length ?? 0;
      put(1);
      at = end;
    } else if (character === "(") {
      groups.push(sum);
      sum = 2;
      last = 0;
      at += matchAt(GROUP, pattern, at)?.length ?? 1;
    } else if (character === ")") {
      const inside = sum;
      sum = groups.pop() ?? 0;
      put(inside);
      at += 1;
    } else if (character === "{") {
      const repeat = matchAt(REPEAT, pattern, at);
      if (repeat) {
        const [low = 0, high = 0] = (repeat.match(/\d+/g) ?? []).map(Number);
        const times = Math.max(low + 1, high, 1);
        sum += (last + 1) * times - last;
        last = (last + 1) * times;
      } else put(1);
      at += repeat?.length ?? 1;
    } else {
      if ("*+?|".includes(character)) {
        sum += 1;
        if (character !== "|") last += 1;
      } else put(1);
      at += 1;
    }
  }
  // Groups that are never closed.
  return groups.reduce((total, size) => total + size, sum) + tables * CLASS_TABLE;
}

function matchAt(expression: RegExp, text: string, at: number): string | undefined {
  expression.lastIndex = at;
  return expression.exec(text)?.[0];
}

/** Behind the `]` of a character class; one that comes first in the class belongs to it. */
function classEnd(pattern: string, start: number): number {
  let at = start + 1;
  if (pattern[at] === "^") at += 1;
  if (pattern[at] === "]") at += 1;
  while (at < pattern.length) {
    if (pattern[at] === "\\") at += 2;
    else if (pattern.startsWith("[:", at)) {
      const end = pattern.indexOf(":]", at + 2);
      at = end === -1 ? at + 2 : end + 2;
    } else if (pattern[at] === "]") return at + 1;
    else at += 1;
  }
  return pattern.length;
}
