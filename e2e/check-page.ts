import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

const WIDTHS = [768, 1280];

/**
 * What holds for every page in whatever state it is: axe finds nothing in either theme, and nothing reaches
 * beyond the screen at 768 and 1280 px. One visit is enough, because a change of theme or width loads nothing.
 */
export async function checkPage(page: Page): Promise<void> {
  await checkTheme(page, "light");
  await checkTheme(page, "dark");
  await checkWidths(page);
}

/** Only the colours differ between themes, so the dark one asks for the contrast alone. */
export async function checkTheme(page: Page, theme: "light" | "dark") {
  await page.emulateMedia({ colorScheme: theme });
  await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation instanceof CSSTransition)
        .map(({ finished }) => finished),
    ),
  );
  const faults = [
    ...(theme === "light" ? await findFaults(page) : []),
    ...(await findContrastFaults(page)),
  ];
  expect(faults, `what axe finds on ${page.url()}, ${theme}`).toEqual([]);
}

type Fault = [rule: string, elements: string[]];
type Axe = { axe: typeof axe };

const OPTIONS = {
  resultTypes: ["violations"],
  selectors: false,
  // The product has no frames.
  iframes: false,
} satisfies axe.RunOptions;

async function loadAxe(page: Page): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
}

/**
 * What axe finds apart from contrast. Its effort grows faster than the page, so of rows that are made alike and
 * look alike it sees the first only: a fault of one is a fault of each.
 */
async function findFaults(page: Page): Promise<Fault[]> {
  await loadAxe(page);
  return page.evaluate(async (options) => {
    const lookOf = (element: Element) => [
      element.tagName,
      ...element.getAttributeNames(),
      ...["role", "type", "aria-hidden"].map((name) => element.getAttribute(name)),
      element.textContent?.trim() === "",
      getComputedStyle(element).display,
    ];
    const looks = new Map<Element | null, Set<string>>();
    const repeats = [...document.querySelectorAll("tr, li")].filter((row) => {
      const look = [row, ...row.querySelectorAll("*")].map((each) => lookOf(each).join()).join(";");
      const before = looks.get(row.parentElement) ?? new Set();
      looks.set(row.parentElement, before);
      return before.size === before.add(look).size;
    });
    const { violations } = await (window as unknown as Axe).axe.run(
      { include: document, exclude: repeats },
      { ...options, rules: { "color-contrast": { enabled: false } } },
    );
    return violations.map(({ id, nodes }): Fault => [id, nodes.map(({ html }) => html)]);
  }, OPTIONS);
}

/** Looks of text that had enough contrast, of all pages that this worker has seen. */
const readable = new Set<string>();

/**
 * Text that axe finds too faint. Half of all of its effort goes into this rule, and pages share their colours: text
 * whose colour, size and background were fine before is not looked at again.
 */
async function findContrastFaults(page: Page): Promise<Fault[]> {
  await loadAxe(page);
  const { faults, looks } = await page.evaluate(
    async ({ readable, options }) => {
      const lookOf = (element: Element) => {
        const { color, fontSize, fontWeight } = getComputedStyle(element);
        const look: unknown[] = [color, fontSize, fontWeight];
        for (let each: Element | null = element; each; each = each.parentElement) {
          const { backgroundColor, backgroundImage, opacity } = getComputedStyle(each);
          const isDisabled = each.matches(":disabled, [aria-disabled=true]");
          look.push(backgroundColor, backgroundImage, opacity, isDisabled);
          if (/^rgb\(/.test(backgroundColor)) break;
        }
        return look.join();
      };
      const hasText = (element: Element) =>
        [...element.childNodes].some(
          (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
        ) || element.matches("input, select, textarea");
      // A toast fades in and out on its own time, whenever the page is looked at.
      const isFading = (element: Element) => {
        const toast = element.closest("[data-sonner-toast]");
        return toast !== null && getComputedStyle(toast).opacity !== "1";
      };
      const earlier = new Set(readable);
      const elements = new Map<string, Element>();
      for (const element of document.querySelectorAll("body *")) {
        if (!hasText(element) || !element.checkVisibility({ visibilityProperty: true })) continue;
        if (isFading(element)) continue;
        const look = lookOf(element);
        if (!earlier.has(look) && !elements.has(look)) elements.set(look, element);
      }
      if (elements.size === 0) return { faults: [], looks: [] };
      const { violations } = await (window as unknown as Axe).axe.run(
        { include: [...elements.values()] },
        { ...options, runOnly: ["color-contrast"] },
      );
      const faults = violations.map(({ id, nodes }): Fault => [id, nodes.map(({ html }) => html)]);
      return { faults, looks: [...elements.keys()] };
    },
    { readable: [...readable], options: OPTIONS },
  );
  if (faults.length === 0) for (const look of looks) readable.add(look);
  return faults;
}

export async function checkWidths(page: Page): Promise<void> {
  const size = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    // A chart takes its new width a moment later.
    await expect
      .poll(() => widestBeyond(page), `what is wider than ${width} px on ${page.url()}`)
      .toEqual([]);
  }
  if (size) await page.setViewportSize(size);
}

/** The elements that make the page scroll sideways, the innermost first. */
async function widestBeyond(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .reverse()
      .slice(0, 3)
      .map((element) => element.outerHTML.slice(0, 200));
  });
}
