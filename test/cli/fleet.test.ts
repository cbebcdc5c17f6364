import { Fleet, judgeFleet } from "../../cli/fleet";
import { judgeStacks } from "../../cli/judge-stacks";
import type { Verdict } from "../../policies/evaluate";
import filterHasAlarm from "../../policies/filters/filter-has-alarm";
import { countByPolicy, summarize } from "../../report/summary";
import type { JudgedStack, Report } from "../../report/report";
import trailExists from "../../policies/trail/trail-exists";
import topicEncryption from "../../policies/topics/topic-encryption";
import type { Snapshot } from "../../sources/snapshot";
import { alarm, metricFilter, stack, topic, trail, type Draft } from "../resources";

function snapshot(name: string, account: string, drafts: Draft[]): Snapshot {
  const resources = stack(drafts, true).records.map((record) => ({
    ...record,
    urn: record.urn.replace("urn:pulumi:prod::", `urn:pulumi:${name}::`),
    values: JSON.parse(JSON.stringify(record.values).replaceAll("111122223333", account)) as Record<string, unknown>,
  }));
  const facts = { project: "shop", stack: name, region: "eu-west-1", account };
  return { ...facts, origin: "state", path: `${name}.json`, resources, assumptions: [], log: [] };
}

const POLICIES = [trailExists, filterHasAlarm, topicEncryption];
const CONFIGURATION = { levels: {}, settings: {} };
const NOTHING = { states: [], reports: [] };

const filter = metricFilter("root", {
  pattern: '{ $.userIdentity.type = "Root" }',
  metricTransformation: { name: "Root", namespace: "Audit", value: "1" },
});
const snapshots = [
  snapshot("filters", "222222222222", [filter, topic("plain")]),
  snapshot("other", "333333333333", [filter, topic("encrypted", { kmsMasterKeyId: "alias/k" })]),
  snapshot("log", "444444444444", [trail("org", { isOrganizationTrail: true, isMultiRegionTrail: true })]),
  snapshot("alarms", "222222222222", [alarm("root", { namespace: "Audit", metricName: "Root", statistic: "Sum" })]),
];

function judged(brief: boolean): JudgedStack[] {
  const fleet = new Fleet();
  for (const each of snapshots) fleet.add(each);
  return judgeFleet(fleet, POLICIES, CONFIGURATION, NOTHING, brief);
}

test("group by group gives what all together gives, in the order of the run", () => {
  const together = judgeStacks(snapshots, POLICIES, CONFIGURATION);
  expect(judged(false)).toEqual(together);
  const ofFilters = together.map(({ verdicts }) => verdicts.find(({ policy }) => policy === filterHasAlarm.id)?.status);
  expect(ofFilters).toEqual(["pass", "fail", "not-applicable", "not-applicable"]);
});

test("a brief run keeps every finding, and every count", () => {
  const reportOf = (stacks: JudgedStack[]): Report => ({
    ...{ version: 1, tool: { name: "trailwatch", version: "0" }, judgedAt: "", stacks },
    command: { line: "", failOn: "low", only: [] },
    policies: POLICIES.map((policy) => ({ ...policy, pages: [], level: "mandatory", parameters: [] })),
  });
  const [whole, brief] = [reportOf(judged(false)), reportOf(judged(true))];
  expect(summarize(brief)).toEqual(summarize(whole));
  for (const { id } of POLICIES) expect(countByPolicy(brief)(id)).toEqual(countByPolicy(whole)(id));
  const findings = ({ stacks }: Report): Verdict[] =>
    stacks.flatMap(({ verdicts }) => verdicts.filter(({ status }) => status === "fail"));
  expect(findings(brief)).toEqual(findings(whole).map((finding) => ({ ...finding, evidence: [] })));
  expect(findings(brief).length).toBeGreaterThan(0);
});

test("stacks beyond what fits into memory are read again when they are judged", () => {
  const read: string[] = [];
  const many = { ...snapshots[0], stack: "many", resources: new Array(9_999).fill(snapshots[0].resources[0]) };
  const fleet = new Fleet();
  for (const each of [snapshots[0], many, snapshots[1]])
    fleet.add(each, () => {
      read.push(each.stack);
      return each;
    });
  expect(fleet.stacks.map((each) => each.read().stack)).toEqual(["filters", "many", "other"]);
  expect(read).toEqual(["many"]);
});
