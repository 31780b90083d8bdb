import * as monaco from "monaco-editor/editor";
import "monaco-editor/features/register.all";
// Only its name: what colours it is loaded by the first text in it.
import "monaco-editor/languages/definitions/javascript/register";
import { jsonDefaults } from "monaco-editor/languages/features/json/register";
import { followTheme } from "./monaco-theme";
import { registerPromptLanguage } from "./prompt-language";

// Workers of our own: nothing comes from another server, and the page's CSP stays strict.
self.MonacoEnvironment = {
  getWorker(_id: string, label: string) {
    if (label === "json")
      return new Worker(new URL("monaco-editor/language/json/json.worker.js", import.meta.url), {
        type: "module",
        name: "json",
      });
    return new Worker(new URL("monaco-editor/editor/editor.worker.js", import.meta.url), {
      type: "module",
      name: "editor",
    });
  },
};

registerPromptLanguage(monaco);
followTheme(monaco);

export { jsonDefaults, monaco };
