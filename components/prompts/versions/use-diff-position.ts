"use client";
import { type RefObject, useEffect, useState } from "react";
import { type DiffPart, type LineTarget, parseTarget } from "./version-diff-parts";

/** The line or part that the address names; it is opened, scrolled to and marked. */
export function useLineTarget(root: RefObject<HTMLElement | null>): LineTarget | null {
  const [target, setTarget] = useState<LineTarget | null>(null);
  useEffect(() => {
    const read = () => setTarget(parseTarget(window.location.hash));
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
  useEffect(() => {
    const element = target && root.current && findTarget(root.current, target);
    if (!element || !root.current) return;
    // Lines show by their numbers that they are named.
    mark(root.current, target.line === undefined ? element : null);
    if (!isOnScreen(element)) element.scrollIntoView({ block: target?.line ? "center" : "start" });
  }, [target, root]);
  return target;
}

/** By its number: an equal line has two of them, and its row has one id. */
function findTarget(root: HTMLElement, { part, side, line }: LineTarget): HTMLElement | null {
  const section = root.querySelector<HTMLElement>(`[data-part="${part}"]`);
  if (line === undefined) return section;
  const number = `td.ln[data-side="${side}"][data-line="${line}"]`;
  return section?.querySelector(number)?.closest("tr") ?? null;
}

/** The part that is being read: the first one whose head or body is in the upper half of the screen. */
export function useCurrentPart(
  root: RefObject<HTMLElement | null>,
  parts: readonly DiffPart[],
): string | undefined {
  const [current, setCurrent] = useState(parts[0]?.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other parts are other sections
  useEffect(() => {
    const sections = [...(root.current?.querySelectorAll<HTMLElement>("[data-part]") ?? [])];
    const visible = new Set<Element>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries)
          if (isIntersecting) visible.add(target);
          else visible.delete(target);
        const first = sections.find((section) => visible.has(section));
        if (first) setCurrent(first.dataset.part);
      },
      { rootMargin: "-60px 0px -50% 0px" },
    );
    for (const section of sections) observer.observe(section);
    return () => observer.disconnect();
  }, [root, parts]);
  return current;
}

/** Goes to the next or previous difference from the one last visited, or from what is on the screen. */
export function jumpToDifference(root: HTMLElement, step: 1 | -1): void {
  const stops = [...root.querySelectorAll<HTMLElement>("[data-difference]")];
  const visited = stops.findIndex((stop) => "current" in stop.dataset && isOnScreen(stop));
  const top = (stop: HTMLElement) => stop.getBoundingClientRect().top;
  const middle = window.innerHeight / 3;
  let next = visited + step;
  if (visited === -1) {
    const below = stops.findIndex((stop) => top(stop) > (step === 1 ? 60 : middle));
    next = step === 1 ? below : (below === -1 ? stops.length : below) - 1;
  }
  const stop = stops[next];
  if (!stop) return;
  mark(root, stop);
  stop.scrollIntoView({ block: stop.offsetHeight > window.innerHeight / 2 ? "start" : "center" });
}

function mark(root: HTMLElement, element: HTMLElement | null): void {
  for (const old of root.querySelectorAll<HTMLElement>("[data-current]"))
    delete old.dataset.current;
  if (element) element.dataset.current = "";
}

function isOnScreen(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 60 && top < window.innerHeight;
}
