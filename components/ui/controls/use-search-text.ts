import { useEffect, useEffectEvent, useState } from "react";

const PAUSE_MS = 250;

/** The text of a search field beside the search it stands for, which follows when typing pauses. */
export function useSearchText(search: string, onPause: (search: string | null) => void) {
  const [text, setText] = useState(search);
  const follow = useEffectEvent(onPause);
  useEffect(() => {
    if (text === search) return;
    const timer = setTimeout(() => follow(text || null), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, search]);
  return [text, setText] as const;
}
