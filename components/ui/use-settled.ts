"use client";
import { useEffect, useMemo, useState } from "react";

const SETTLED_MS = 350;

/** A JSON value once typing has paused, so that not every key asks the server. */
export function useSettled<Value>(value: Value): Value {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return useMemo(() => JSON.parse(settled) as Value, [settled]);
}
