import type { Option } from "./options";

/** How a command is told which stack it is about, and what its program needs. */
export const stackOptions: Record<string, Option> = {
  stack: { value: "NAME", repeatable: true, help: "read this stack of the project" },
  config: { value: "KEY=VALUE", repeatable: true, help: "a configuration value for the program" },
  "strict-config": { help: "refuse a program that misses configuration, instead of assuming placeholders" },
  "stack-reference": {
    value: "NAME=FILE",
    repeatable: true,
    help: "outputs (JSON) of a stack that the program refers to",
  },
  fixtures: { value: "FILE", help: "answers (JSON) for provider functions, by token" },
  "pass-env": { value: "NAME", repeatable: true, help: "hand this environment variable to the program" },
  timeout: { value: "SECONDS", help: "give up on a program after this long (120 by default)" },
};
