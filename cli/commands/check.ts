import { catalogue } from "../../policies/catalogue";
import type { Configuration } from "../../policies/configuration";
import { evaluate } from "../../policies/evaluate";
import { Graph } from "../../policies/graph/graph";
import { severities, type Policy } from "../../policies/policy";
import { formats } from "../../report/formats";
import type { FailOn, JudgedStack, Report } from "../../report/report";
import { summarize } from "../../report/summary";
import type { Snapshot } from "../../sources/snapshot";
import { deliver } from "../deliver";
import type { Command } from "../options";
import { readPolicyConfig } from "../policy-config";
import { didYouMean } from "../../policies/nearest";
import { Problem } from "../problem";
import { commandLine, folderInRepository, judgedPolicy, now } from "../provenance";
import { readStacks } from "../read-stacks";
import { stackOptions } from "../stack-options";

declare const TRAILWATCH_VERSION: string;

export const check: Command = {
  name: "check",
  usage: "[PATH…]",
  summary:
    "Judges stacks: a Pulumi project (run offline, without CLI, credentials or plugins), an exported state, a preview as JSON. PATH is the current folder by default.",
  options: {
    ...stackOptions,
    "all-stacks": { help: "judge every stack that has a Pulumi.<stack>.yaml" },
    "policy-config": { value: "FILE", help: "levels and parameters, in the shape of Pulumi's --policy-pack-config" },
    only: { value: "ID", repeatable: true, help: "judge only these policies" },
    "fail-on": {
      value: "SEVERITY",
      choices: [...severities, "none"],
      help: "exit with 1 on a finding of this severity or worse (medium by default)",
    },
    format: {
      value: "FORMAT",
      choices: Object.keys(formats),
      repeatable: true,
      help: "what to print, or to write into --out",
    },
    out: { value: "DIR", help: "write the reports into DIR; every format, unless --format says which" },
    verbose: { help: "list passes with their evidence as well" },
  },
  notes: `Examples
  trailwatch check                                    the project in this folder
  trailwatch check infra --stack prod --out report    one stack, with HTML, JSON and SARIF
  trailwatch check state.json --fail-on high          what pulumi stack export wrote

Exit codes: 0 no finding that decides · 1 findings · 2 usage or bad input · 3 could not judge everything`,

  async run(given) {
    const config = given.one("policy-config");
    const configuration: Configuration = config ? readPolicyConfig(config) : { levels: {}, settings: {} };
    const policies = selected(given.list("only")).filter(({ id }) => configuration.levels[id] !== "disabled");
    const snapshots = await readStacks(given);
    const report: Report = {
      version: 1,
      tool: { name: "trailwatch", version: TRAILWATCH_VERSION },
      judgedAt: now(),
      command: {
        line: commandLine("check", given),
        failOn: (given.one("fail-on") ?? "medium") as FailOn,
        only: given.list("only"),
      },
      policies: selected(given.list("only")).map((policy) => judgedPolicy(policy, configuration)),
      stacks: snapshots.map((snapshot) => judged(snapshot, policies, configuration)),
    };
    await deliver(report, given);
    return { passed: 0, failed: 1, incomplete: 3 }[summarize(report).outcome];
  },
};

function selected(only: string[]): readonly Policy[] {
  if (only.length === 0) return catalogue;
  const ids = only.flatMap((given) => given.split(","));
  const known = catalogue.map(({ id }) => id);
  const wrong = ids.filter((id) => !known.includes(id));
  if (wrong.length > 0)
    throw new Problem(wrong.map((id) => `--only ${id}: there is no such policy${didYouMean(id, known)}`).join("\n"));
  return catalogue.filter(({ id }) => ids.includes(id));
}

function judged(snapshot: Snapshot, policies: readonly Policy[], { settings }: Configuration): JudgedStack {
  const { project, stack, origin, path, region, account, resources, assumptions } = snapshot;
  const graph = new Graph({ project, stack, region, account }, resources);
  const counts: Record<string, number> = {};
  for (const { type } of resources) counts[type] = (counts[type] ?? 0) + 1;
  return {
    ...{ project, stack, origin, path, region, account, assumptions },
    folder: folderInRepository(snapshot),
    resources: counts,
    verdicts: evaluate(policies, graph, settings),
  };
}
