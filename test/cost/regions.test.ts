import { estimate, type Usage } from "../../cost/estimate";
import { Graph } from "../../policies/graph/graph";
import { alarm, logGroup, other, stack, type Draft } from "../resources";

const inRegion = (drafts: Draft[], region: string | undefined): Graph => {
  const { facts, records } = stack(drafts, false);
  return new Graph({ ...facts, region, account: "111122223333" }, records);
};

const ALARMS = Array.from({ length: 12 }, (_, index) => alarm(`a${index}`));
const HUNDRED_GIB: Usage = { logGib: 105 };
const canary = other("aws:synthetics/canary:Canary", "portal", { schedule: { expression: "rate(5 minutes)" } });

type Case = [drafts: Draft[], regions: (string | undefined)[], item: string, low: number, high: number];

/** What costs how much where: the low end has the free tier and the cheapest region, the high end neither. */
const CASES: Record<string, Case> = {
  "alarms cost the same in Frankfurt": [ALARMS, ["eu-central-1"], "alarms", 0.2, 1.2],
  "alarms are dearer in GovCloud": [ALARMS, ["us-gov-west-1"], "alarms", 0.26, 1.56],
  "logs in Virginia": [[logGroup("app")], ["us-east-1"], "ingestion", 50, 52.5],
  "logs in Oregon cost what they cost in Virginia": [[logGroup("app")], ["us-west-2"], "ingestion", 50, 52.5],
  "logs in Ireland": [[logGroup("app")], ["eu-west-1"], "ingestion", 57, 59.85],
  "logs in Frankfurt": [[logGroup("app")], ["eu-central-1"], "ingestion", 63, 66.15],
  "logs in Sydney": [[logGroup("app")], ["ap-southeast-2"], "ingestion", 67, 70.35],
  "logs in GovCloud": [[logGroup("app")], ["us-gov-west-1"], "ingestion", 67.5, 70.875],
  "a region whose prices nobody could read": [[logGroup("app")], ["me-south-1"], "ingestion", 50, 52.5],
  "a region that nobody named": [[logGroup("app")], [undefined], "ingestion", 50, 52.5],
  "two regions: from the cheapest to the dearest": [
    [logGroup("app")],
    ["eu-central-1", "us-east-1"],
    "ingestion",
    50,
    66.15,
  ],
  "a canary each five minutes: 8760 visits a month, 100 of them free": [
    [canary],
    ["us-east-1"],
    "visits",
    8660 * 0.0012,
    8760 * 0.0012,
  ],
  "a canary in Frankfurt": [[canary], ["eu-central-1"], "visits", 8660 * 0.0016, 8760 * 0.0016],
};

test.each(Object.entries(CASES))("%s", (_, [drafts, regions, item, low, high]) => {
  const graphs = regions.map((region, index) => inRegion(index === 0 ? drafts : [], region));
  const [{ lines }] = estimate(graphs, HUNDRED_GIB);
  const [found] = lines.filter((line) => line.item.includes(item));
  expect(found?.low).toBeCloseTo(low, 4);
  expect(found?.high).toBeCloseTo(high, 4);
});

test.each([
  [undefined, ["prices are those of us-east-1"]],
  ["us-east-1", ["prices are those of us-east-1"]],
  [
    "eu-west-1",
    [
      "CloudTrail, CloudWatch and AWS Config have the prices of eu-west-1 as of 2025-05, other services those of us-east-1",
    ],
  ],
  ["me-south-1", ["prices of me-south-1 could not be read; those of us-east-1 stand for them"]],
])("whose prices they are is said: %s", (region, said) => {
  const [{ assumptions }] = estimate([inRegion(ALARMS, region)]);
  expect(assumptions.filter((each) => each.includes("prices") && !each.startsWith("list prices"))).toEqual(said);
});
