import policy from "../../../policies/trail/trail-exists";
import { evaluate } from "../../../policies/evaluate";
import { judge } from "../../judge";
import { bucket, stack, trail } from "../../resources";

const declared = {
  arn: "arn:aws:cloudtrail:us-east-1:999988887777:trail/organization",
  homeRegion: "us-east-1",
  verifiedOn: "2026-10-01",
  verifiedBy: "A. Auditor",
};

judge(policy, {
  pass: {
    "a trail": [trail("audit")],
    "everything about it left to the default": [trail("audit", {})],
    "a trail that another program made and this one reads": [trail("audit", {}, { external: true })],
    "a trail beside a declared one": { resources: [trail("audit")], settings: { organizationTrails: [declared] } },
  },
  fail: {
    "resources, none of them a trail": [[bucket("site")], "the stack has no trail and none is declared"],
    "a declared trail with another home": [
      { resources: [], settings: { organizationTrails: [{ ...declared, homeRegion: "eu-west-1" }] } },
      "does not have its home in eu-west-1",
    ],
  },
  unknown: "reads no value",
});

test("a declared trail is told with its ARN and the day on which somebody looked, and never as a pass", () => {
  const [verdict] = evaluate([policy], stack([], true), { "trail-exists": { organizationTrails: [declared] } });
  expect(verdict).toMatchObject({ status: "declared", evidence: [] });
  expect(verdict.message).toBe(`not observed: ${declared.arn} (verified on 2026-10-01 by A. Auditor)`);
});
