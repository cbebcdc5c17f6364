import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { estimate } from "../../cost/estimate";
import { PRICES } from "../../cost/prices";
import { REGIONS } from "../../cost/regions";
import costSchema from "../../report/cost/cost.schema.json";
import { renderCostCsv } from "../../report/cost/csv";
import { renderCostJson } from "../../report/cost/json";
import { renderCost } from "../../report/cost/terminal";
import { closed } from "../report/tools";
import { alarm, key, stack, trail } from "../resources";

const ALARMS = Array.from({ length: 12 }, (_, index) => alarm(`r${index}`));
const data = {
  eventSelectors: [{ dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }] }],
};

describe("told", () => {
  const sources = [{ project: "p", stack: "s", origin: "program" as const, path: ".", region: "eu-west-1" }];
  const report = {
    version: 1 as const,
    tool: { name: "trailwatch", version: "0" },
    estimatedAt: "2026-01-01T00:00:00Z",
    command: "trailwatch cost",
    sources,
    estimates: estimate([stack([...ALARMS, trail("a", data), key("k", { enableKeyRotation: true })], false)]),
  };
  test("to people: the range, the sum, what is left out, the assumptions and the pages", () => {
    const text = renderCost(report, { colour: false, width: 100, verbose: false });
    expect(text).toContain("    0.20 to 1.20  alarms (2 to 12 alarm metrics)");
    expect(text).toMatch(/ to \d\.\d\d {2}in all/);
    expect(text).toContain("- data events recorded by a: their number is not in the template");
    expect(text).toContain("- 100,000 to 1,000,000 management events a month");
    expect(text).toContain("- prices as of 2025-10: https://aws.amazon.com/cloudwatch/pricing/");
  });
  test("to programs: the prices that were used, with page and month", () => {
    const document = JSON.parse(renderCostJson(report));
    expect(document.prices.alarm).toEqual(PRICES.alarm);
    expect(document.prices).not.toHaveProperty("dataEvent");
    expect(document.estimates[0].total.low).toBeCloseTo(1.2 + 0.0475, 2);
  });
  test("to programs: as the published schema says, with what differs in the region", () => {
    const validate = addFormats(new Ajv2020({ allErrors: true })).compile(closed(costSchema) as object);
    const document = JSON.parse(renderCostJson(report));
    validate(document);
    expect(validate.errors).toBeNull();
    expect(document).toMatchObject({ schema: costSchema.$id, version: 1, priceRegion: "us-east-1" });
    document.estimates[0].lines[0].low = -1;
    delete document.estimates[0].total.high;
    expect(validate(document)).toBe(false);
  });
  test("to spreadsheets: a row for each line", () => {
    const rows = renderCostCsv(report).split("\r\n");
    expect(rows[0]).toBe("account,stacks,service,item,quantity,lowUsd,highUsd,pricePage,priceAsOf");
    expect(rows).toContainEqual(expect.stringContaining("CloudWatch,alarms,2 to 12 alarm metrics,0.2"));
  });
});

test("what differs in a region is a price that there is, and not that of us-east-1", () => {
  for (const [region, differences] of Object.entries(REGIONS))
    for (const [id, usd] of Object.entries(differences)) {
      const { usd: usual } = PRICES[id as keyof typeof PRICES];
      // Twice is as dear as any region; more would be a slip of the decimal point.
      expect([region, id, usd > usual / 2 && usd < 2 * usual]).toEqual([region, id, true]);
    }
});

test("every price has a page of AWS and the month in which it was read", () => {
  for (const { page, asOf, usd } of Object.values(PRICES)) {
    expect(page).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z0-9]+\/pricing\/$/);
    expect(asOf).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
    expect(usd).toBeGreaterThan(0);
  }
});
