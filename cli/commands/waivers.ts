import { existsSync } from "node:fs";
import { stringify } from "yaml";
import { catalogue } from "../../policies/catalogue";
import { asExceptions, goesOn, readExceptions, type Imported } from "../../policies/waivers/exceptions";
import { remarksOn } from "../../policies/waivers/remarks";
import { holds } from "../../policies/waivers/waive";
import type { WaiverOf } from "../../policies/waivers/waiver";
import { readText } from "../files";
import type { Command, Given } from "../options";
import { withOwnPolicies } from "../own-policies";
import { Problem } from "../problem";
import { now } from "../provenance";
import { readWaiverFiles, WAIVERS, type ReadFile } from "../waivers";
import { ownApprovals } from "../waiver-authors";

export const waivers: Command = {
  name: "waivers",
  usage: "[FILE…]",
  summary:
    "Checks files of waivers (waivers.yaml by default) and lists each waiver with its end; exchanges them with Pulumi's own policy exceptions.",
  options: {
    authors: { help: "refuse waivers that were committed by the one who approved them, as git blame tells" },
    policies: { value: "FILE", repeatable: true, help: "policies of your own that waivers may name" },
    export: {
      value: "PACK",
      help: "print them as requests of Pulumi Cloud's API for policy exceptions to this policy pack, one JSON object a line",
    },
    import: {
      value: "FILE",
      help: "print a waivers.yaml from what pulumi policy exception list --output json has written; - is standard input",
    },
  },
  notes: `Examples
  trailwatch waivers --authors                       in CI: nobody approves what they commit
  trailwatch waivers --export trailwatch > exceptions.jsonl
  trailwatch waivers --import exceptions.json > waivers.yaml

Exit codes: 0 the file is in order · 2 it is not, or cannot be read`,

  async run(given) {
    const imported = given.one("import");
    if (imported !== undefined) return printImported(imported);
    const paths = given.paths.length > 0 ? given.paths : [WAIVERS];
    if (given.paths.length === 0 && !existsSync(WAIVERS))
      throw new Problem(`${WAIVERS}: there is none in this folder. Name the FILE, or let trailwatch init write one.`);
    const policies = given.has("policies") ? await withOwnPolicies(given.list("policies")) : catalogue;
    const files = readWaiverFiles(paths, policies);
    const own = given.has("authors")
      ? files.flatMap((file) => ownApprovals(file).map((line) => `${file.path}: ${line}`))
      : [];
    if (own.length > 0) throw new Problem(own.join("\n"));
    const known = policies.map(({ id }) => id);
    if (given.has("export"))
      return printExceptions(
        files.flatMap((file) => file.waivers),
        given,
      );
    process.stdout.write(files.map((file) => listed(file, known)).join("\n"));
    return 0;
  },
};

function listed({ path, waivers }: ReadFile, known: readonly string[]): string {
  const today = now().slice(0, 10);
  const width = Math.max(0, ...waivers.map(({ id }) => id.length));
  const rows = waivers.map((waiver) => {
    const { id, expires, owner, approver, ticket, policies, targets, approvedOn } = waiver;
    const state = holds(waiver, today)
      ? `until ${expires}`
      : approvedOn > today
        ? `from ${approvedOn}`
        : `ended ${expires}`;
    return [
      `${id.padEnd(width)}  ${state}  ${owner}, approved by ${approver}, ${ticket}`,
      ...[policies.join(", "), ...targets].map((line) => `${" ".repeat(width)}  ${line}`),
    ].join("\n");
  });
  const remarks = remarksOn(waivers, [], { known, judged: [] }, today).map(({ text }) => `! ${text}`);
  const count = waivers.length === 1 ? "1 waiver" : `${waivers.length} waivers`;
  return `${[...rows, ...remarks, `${path}: ${count}, in order`].join("\n")}\n`;
}

function printExceptions(waivers: readonly WaiverOf[], given: Given): number {
  const { requests, left } = asExceptions(waivers, given.one("export") as string, now());
  for (const line of left) process.stderr.write(`left out ${line}\n`);
  process.stdout.write(requests.map((request) => `${JSON.stringify(request)}\n`).join(""));
  return 0;
}

function printImported(path: string): number {
  const text = readText(path === "-" ? "/dev/stdin" : path, "the exceptions");
  const answer = parsed(text, path);
  const exceptions = readExceptions(answer);
  if (!exceptions)
    throw new Problem(
      `${path}: expected what pulumi policy exception list --output json prints: { "exceptions": [ … ] }`,
    );
  if (goesOn(answer)) process.stderr.write(`${path}: the list goes on (continuationToken); the rest is not in it\n`);
  process.stdout.write(
    `# From Pulumi's policy exceptions. What is empty below nobody had to say there; it is required here.\n${stringify({ version: 1, waivers: exceptions.map(asEntry) }, { lineWidth: 120 })}`,
  );
  return 0;
}

const asEntry = ({ id, policies, targets, reason, owner, approvedOn, expiresOn }: Imported): object => ({
  ...{ id, policies, targets, kind: "risk-accepted", reason },
  ...{ owner: owner ?? "", approver: "", approvedOn: approvedOn ?? "", ticket: "", expiresOn: expiresOn ?? "" },
});

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(`${path}: not valid JSON (${error instanceof Error ? error.message : error})`);
  }
}
