import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// Dialogs load their code when they open, which takes a while on a busy machine.
configure({ asyncUtilTimeout: 20_000 });

afterEach(cleanup);
