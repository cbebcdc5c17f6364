import type { Assumption } from "../snapshot";
import { placeholder } from "./placeholder";

/** An environment variable that a program asked for in vain. */
export interface Variable {
  variable: string;
  /** Its own code asked, not that of a package. */
  own: boolean;
}

/** Those that the program names in its last words. */
export function namedVariables(reason: string, variables: readonly Variable[]): string[] {
  const words = new Set(reason.match(/\w+/g));
  // The SDK names its own in advice that is for its authors.
  const asked = variables.map(({ variable }) => variable).filter((name) => !name.startsWith("PULUMI_"));
  return asked.filter((name) => words.has(name));
}

/** Those that its own code asked for. */
export function ownVariables(variables: readonly Variable[]): string[] {
  return variables.filter(({ own }) => own).map(({ variable }) => variable);
}

/** Gives each a placeholder; returns whether one of them had none before. */
export function assumeVariables(environment: Record<string, string>, names: readonly string[]): boolean {
  const added = names.filter((name) => !(name in environment));
  for (const name of added) environment[name] = placeholder(name, "string");
  return added.length > 0;
}

/** What the report says of one that nobody gave. */
export function assumedVariable(name: string): Assumption {
  const text = `The program was not given the environment variable ${name}; a placeholder was assumed. Give it with --pass-env ${name}.`;
  return { kind: "configuration", subject: name, text };
}
