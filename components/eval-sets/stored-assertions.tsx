import { labelClass } from "@/components/ui/controls/label-class";
import type { KeptTest } from "@/lib/eval-sets/promptfoo/kept-test";

/** What the case's promptfoo test asserts that no scorer here runs. */
export function StoredAssertions({ kept: { stored } }: { kept: KeptTest }) {
  if (stored.length === 0) return null;
  return (
    <section aria-label="Stored assertions">
      <h3 className={labelClass}>Stored from promptfoo</h3>
      <p className="text-12 text-text-3">They decide nothing here, and an export returns them.</p>
      <ul className="mt-1 grid gap-1">
        {stored.map(({ type, reason }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a test can assert the same twice
          <li key={index} className="text-12">
            <code>{type}</code> <span className="text-text-2">{reason}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
