import { severities, type Policy } from "../../policies/policy";
import { profileNames } from "../../policies/profiles/profiles";
import type { FailOn, Report } from "../../report/report";
import { summarize } from "../../report/summary";
import { comparedWith } from "../../report/changes";
import { readBaseline, refuseStrangeBaseline } from "../baseline";
import { deliver, deliveryOptions, tellsFindingsOnly } from "../deliver";
import { readEarlier } from "../earlier";
import { judgeFleet, readFleet } from "../fleet";
import type { Command } from "../options";
import { withOwnPolicies } from "../own-policies";
import { readPolicyConfig } from "../policy-config";
import { didYouMean } from "../../policies/nearest";
import { Problem } from "../problem";
import { commandLine, judgedPolicy, now } from "../provenance";
import { stackOptions } from "../stack-options";
import { applyWaivers, readWaiverFiles, waiverPaths } from "../waivers";

declare const TRAILWATCH_VERSION: string;

export const check: Command = {
  name: "check",
  usage: "[PATH…]",
  summary:
    "Judges stacks: a Pulumi project (run offline, without CLI, credentials or plugins), an exported state, a preview as JSON, or every stack of a self-managed backend (a folder, file://, s3://). Several stacks are judged together. PATH is the current folder by default.",
  options: {
    ...stackOptions,
    "all-stacks": { help: "judge every stack that has a Pulumi.<stack>.yaml" },
    baseline: {
      value: "STATE|REPORT",
      repeatable: true,
      help: "how the stacks were: what an update takes away from auditing is a finding",
    },
    diff: {
      value: "REPORT",
      help: "report.json of an earlier run: say what is new, what is fixed, what is still there",
    },
    waivers: {
      value: "FILE",
      repeatable: true,
      help: "failures that somebody answers for until a day (by default waivers.yaml beside Pulumi.yaml)",
    },
    "strict-waivers": { help: "refuse waivers that cover nothing or name what is not there, with exit code 2" },
    "policy-config": { value: "FILE", help: "levels and parameters, in the shape of Pulumi's --policy-pack-config" },
    profile: {
      value: "NAME",
      choices: profileNames,
      repeatable: true,
      help: "levels and retention as a framework wants them; the stricter of several",
    },
    policies: {
      value: "FILE",
      repeatable: true,
      help: "policies of your own beside ours: a module, JavaScript or TypeScript",
    },
    only: { value: "ID", repeatable: true, help: "judge only these policies" },
    "fail-on": {
      value: "SEVERITY",
      choices: [...severities, "none"],
      help: "exit with 1 on a finding of this severity or worse (medium by default)",
    },
    "only-new": { help: "with --diff: only failures that the earlier run had not can fail this one" },
    ...deliveryOptions,
  },
  notes: `Examples
  trailwatch check                                    the project in this folder
  trailwatch check infra --stack prod --out report    one stack, with HTML, JSON and SARIF
  trailwatch check --format all --out report          every format there is, with a manifest and digests
  trailwatch check state.json --fail-on high          what pulumi stack export wrote
  trailwatch check --diff main/report.json --only-new  a pull request answers for what it brings

Exit codes: 0 no finding that decides · 1 findings · 2 usage or bad input · 3 could not judge everything`,

  async run(given) {
    const all = await withOwnPolicies(given.list("policies"));
    const configuration = readPolicyConfig(given.one("policy-config"), given.list("profile"), all);
    const chosen = selected(given.list("only"), all);
    const policies = chosen.filter(({ id }) => configuration.levels[id] !== "disabled");
    const fleet = await readFleet(given);
    const baseline = await readBaseline(given.list("baseline"));
    refuseStrangeBaseline(baseline, fleet.stacks);
    const earlier = readEarlier(given, fleet.stacks);
    const files = readWaiverFiles(waiverPaths(given.list("waivers"), fleet.stacks), all);
    const judgedAt = now();
    const brief = tellsFindingsOnly(given) && files.length === 0 && !earlier && baseline.reports.length === 0;
    const judged = judgeFleet(fleet, policies, configuration, baseline, brief);
    const waived = applyWaivers(judged, files, fleet.stacks, { known: all, judged: policies }, judgedAt.slice(0, 10));
    const found: Report = {
      version: 1,
      tool: { name: "trailwatch", version: TRAILWATCH_VERSION },
      judgedAt,
      command: {
        line: commandLine("check", given),
        failOn: (given.one("fail-on") ?? "medium") as FailOn,
        only: given.list("only"),
        ...(given.has("only-new") ? { onlyNew: true } : {}),
      },
      policies: chosen.map((policy) => judgedPolicy(policy, configuration)),
      stacks: waived.stacks,
      ...(files.length > 0 ? { waivers: waived.files } : {}),
    };
    const report = earlier ? comparedWith(found, earlier.report, earlier.path) : found;
    await deliver(report, given);
    const idle = waived.remarks.filter(({ about }) => about === "idle");
    if (given.has("strict-waivers") && idle.length > 0)
      throw new Problem(`--strict-waivers:\n${idle.map(({ text }) => `  ${text}`).join("\n")}`);
    return { passed: 0, failed: 1, incomplete: 3 }[summarize(report).outcome];
  },
};

function selected(only: string[], policies: readonly Policy[]): readonly Policy[] {
  if (only.length === 0) return policies;
  const ids = only.flatMap((given) => given.split(","));
  const known = policies.map(({ id }) => id);
  const wrong = ids.filter((id) => !known.includes(id));
  if (wrong.length > 0)
    throw new Problem(wrong.map((id) => `--only ${id}: there is no such policy${didYouMean(id, known)}`).join("\n"));
  return policies.filter(({ id }) => ids.includes(id));
}
