/** One key press of a shortcut, `mod` being ⌘ on Apple keyboards and Ctrl elsewhere. */
export interface Stroke {
  key: string;
  mod: boolean;
  shift: boolean;
  alt: boolean;
}

/** What of a KeyboardEvent matters here. */
export interface PressedKey {
  key: string;
  metaKey: boolean;
  ctrlKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

const NAMED: Record<string, string> = {
  enter: "Enter",
  esc: "Escape",
  up: "ArrowUp",
  down: "ArrowDown",
  left: "ArrowLeft",
  right: "ArrowRight",
  space: " ",
  backspace: "Backspace",
};

const SHOWN: Record<string, string> = {
  Enter: "↵",
  Escape: "esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  " ": "space",
  Backspace: "⌫",
};

/** Parses `mod+shift+k`, `?` or a sequence such as `g p` into its strokes. */
export function parseShortcut(text: string): Stroke[] {
  return text.trim().split(/\s+/).map(parseStroke);
}

function parseStroke(text: string): Stroke {
  const parts = text.split(/\+(?=.)/);
  const last = parts.at(-1) ?? "";
  const modifiers = new Set(parts.slice(0, -1).map((part) => part.toLowerCase()));
  const lower = last.toLowerCase();
  return {
    key: NAMED[lower] ?? (last.length === 1 ? lower : last),
    mod: modifiers.has("mod"),
    shift: modifiers.has("shift"),
    alt: modifiers.has("alt"),
  };
}

/**
 * Whether a pressed key is the stroke. Shift is compared only for letters and named keys:
 * `?` needs shift on one layout and not on another.
 */
export function matchesStroke(stroke: Stroke, pressed: PressedKey): boolean {
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  if (key !== stroke.key) return false;
  if ((pressed.metaKey || pressed.ctrlKey) !== stroke.mod) return false;
  if (pressed.altKey !== stroke.alt) return false;
  const shiftIsPartOfTheSign = key.length === 1 && !/[\p{L}\d ]/u.test(key);
  return shiftIsPartOfTheSign || pressed.shiftKey === stroke.shift;
}

/** `⌘K` on Apple keyboards, `Ctrl K` elsewhere; sequences as `g p`. */
export function shortcutLabel(text: string, apple: boolean): string {
  return parseShortcut(text)
    .map((stroke) => {
      const shown = SHOWN[stroke.key] ?? (stroke.mod ? stroke.key.toUpperCase() : stroke.key);
      const signs = apple
        ? [stroke.mod && "⌘", stroke.alt && "⌥", stroke.shift && "⇧", shown]
        : [stroke.mod && "Ctrl", stroke.alt && "Alt", stroke.shift && "Shift", shown];
      return signs.filter(Boolean).join(apple ? "" : " ");
    })
    .join(" ");
}
