import type { AccessReport } from "./report";

export function renderAccessJson({ accesses, coverage, ...rest }: AccessReport): string {
  const { version, tool, reportedAt, command, asked, stack, logs, notes } = rest;
  const document = {
    schema: "urn:trailwatch:access",
    ...{ version, tool, reportedAt, command, asked, stack, logs, notes },
    coverage: coverage.map(({ text, calls, dataEvents, services }) => ({
      ...{ resource: text, calls, dataEvents },
      services: [...services].sort(),
    })),
    accesses: accesses.map(({ at: _, ...each }) => each),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
