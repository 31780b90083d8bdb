import { buttonClass } from "@/components/ui/controls/button-class";

/** Every page carries this: a plain link, so that no code comes with it. */
export default function NotFound() {
  return (
    <main className="grid min-h-screen place-content-center justify-items-start gap-3 p-6">
      <h1>Nothing here</h1>
      <p className="max-w-100 text-13 text-text-2">
        The address is wrong, or it belongs to a project that you are not a member of.
      </p>
      <a href="/" className={buttonClass()}>
        To your projects
      </a>
    </main>
  );
}
