"use client";
import { type ComponentType, lazy, type ReactNode, Suspense, useSyncExternalStore } from "react";

type View<Props> = ComponentType<Props> | { default: ComponentType<Props> };

/**
 * A view whose code comes when it is first drawn, and never on the server: a dialog, a heavy panel.
 * In place of `next/dynamic`, which brings the server's way of preloading to every page.
 */
export function lazyView<Props extends object>(
  load: () => Promise<View<Props>>,
  loading: () => ReactNode = () => null,
): ComponentType<Props> {
  // TypeScript does not see that props without a ref are what the lazy component takes.
  const Body = lazy(async () => {
    const view = await load();
    return "default" in view ? view : { default: view };
  }) as unknown as ComponentType<Props>;
  return (props) => (
    <InBrowser placeholder={loading()}>
      <Body {...props} />
    </InBrowser>
  );
}

const neverChanges = () => () => {};

function InBrowser({ placeholder, children }: { placeholder: ReactNode; children: ReactNode }) {
  const isBrowser = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  return isBrowser ? <Suspense fallback={placeholder}>{children}</Suspense> : placeholder;
}
