import { readFileSync } from "node:fs";
import { join } from "node:path";
import addFormats from "ajv-formats";
import Ajv from "ajv/dist/2020";
import { parse, stringify } from "yaml";
import { catalogue } from "../../../policies/catalogue";
import { readWaivers } from "../../../policies/waivers/read";

const BUCKET = "urn:pulumi:prod::audit::aws:s3/bucket:Bucket::logs";
const RETENTION = catalogue.find(({ id }) => id === "log-group-retention")!;

const good = {
  id: "WVR-1",
  policies: [RETENTION.id],
  targets: [BUCKET],
  kind: "risk-accepted",
  reason: "Target of access logs; logging to itself would loop.",
  owner: "platform-team",
  approver: "jane.doe",
  approvedOn: "2026-11-02",
  ticket: "SEC-1423",
  expiresOn: "2027-04-30",
};

const fileOf = (...waivers: object[]): string => stringify({ version: 1, waivers });
const told = (text: string): string[] =>
  readWaivers(text, catalogue).problems.map(({ line, where, what }) => `${line} ${where}: ${what}`);

const ajv = new Ajv({ strict: false });
addFormats(ajv);
const schema = ajv.compile(
  JSON.parse(readFileSync(join(__dirname, "../../../policies/waivers/waivers.schema.json"), "utf8")),
);

test("a good file", () => {
  const { waivers, problems, lines } = readWaivers(fileOf(good, { ...good, id: "WVR-2", finding: null }), catalogue);
  expect(problems).toEqual([]);
  expect(waivers.map(({ id, expires }) => [id, expires])).toEqual([
    ["WVR-1", "2027-04-30"],
    ["WVR-2", "2027-04-30"],
  ]);
  expect(lines).toEqual([3, 15]);
});

test("no waivers at all", () => expect(told("version: 1\nwaivers: []\n")).toEqual([]));

/** A change of the good waiver, what is told of it, and whether the schema alone sees it. */
const faults: Record<string, [change: object, told: string, schema: boolean]> = {
  "no reason": [{ reason: undefined }, "3 WVR-1.reason: is missing", true],
  "a short reason": [{ reason: "we know" }, "expected 20 characters or more", true],
  "no ticket": [{ ticket: "  " }, "WVR-1.ticket: expected a text", true],
  "no end": [{ expiresOn: "never" }, "expected a date such as 2027-05-01; no waiver is for ever", true],
  "a day that does not exist": [{ expiresOn: "2027-02-30" }, "WVR-1.expiresOn: expected a date", true],
  "an end before the approval": [{ expiresOn: "2026-11-01" }, "lies before approvedOn", false],
  "too long for its severity": [
    { expiresOn: "2027-05-02" },
    "WVR-1.expiresOn: is 181 days after approvedOn; what is medium is waived for 180 days at most",
    false,
  ],
  "too long for the worst of several": [
    { policies: [RETENTION.id, "trail-log-file-validation"] },
    "what is high is waived for 90 days at most",
    false,
  ],
  "the owner approves": [{ approver: "Platform Team" }, "WVR-1.approver: is the owner", false],
  "the owner approves by mail": [{ approver: "platform-team@example.com" }, "WVR-1.approver: is the owner", false],
  "a compensating control without one": [
    { kind: "compensating-control" },
    "WVR-1.compensatingControl: is missing",
    true,
  ],
  "a kind that does not exist": [{ kind: "tempory" }, "did you mean temporary?", true],
  "a field that does not exist": [
    { aprover: "jane" },
    "WVR-1.aprover: is not known here; did you mean approver?",
    true,
  ],
  "every policy": [{ policies: ["*"] }, "name each policy; there is no waiver for every policy", true],
  "no policy": [{ policies: [] }, "WVR-1.policies: expected a list of one or more", true],
  everything: [{ targets: ["**"] }, "** is not accepted", true],
  "every stack": [{ targets: ["urn:pulumi:*::audit::aws:s3/bucket:Bucket::logs"] }, "* only in NAME", true],
  "a name that is no URN": [{ targets: ["logs"] }, "logs: expected a URN", true],
  "a target twice": [{ targets: [BUCKET, BUCKET] }, "stands here twice", true],
  "a glob for high severity": [
    { policies: ["trail-log-file-validation"], targets: [`${BUCKET}-*`], expiresOn: "2026-12-01" },
    "WVR-1.targets: name each resource; * is accepted below high severity",
    false,
  ],
};

test.each(Object.entries(faults))("refused: %s", (_, [change, what, bySchema]) => {
  const text = fileOf({ ...good, ...change });
  expect(told(text)).toEqual([expect.stringContaining(what)]);
  expect(schema(parse(text))).toBe(!bySchema);
});

const accepted: Record<string, object> = {
  "the longest that medium may last": { expiresOn: "2027-05-01" },
  "a glob below high severity": { targets: [`${BUCKET}-*`] },
  "a policy that is not known here": { policies: ["a-policy-of-ours"], expiresOn: "2030-01-01" },
  "a compensating control": { kind: "compensating-control", compensatingControl: "S3 data events on this bucket." },
};
test.each(Object.entries(accepted))("accepted: %s", (_, change) => {
  const text = fileOf({ ...good, ...change });
  expect(told(text)).toEqual([]);
  expect(schema(parse(text))).toBe(true);
});

test("every problem of a file at once, each with its line", () => {
  const text = `version: 2
waiver: []
maximumDays: { hihg: 3, low: 0 }
waivers:
  - id: WVR-1
    policies: [log-group-retention]
  - just words
  - id: WVR-1
    owner: a
`;
  const lines = told(text).map((line) => line.replace(/: .*/, ""));
  expect(lines.slice(0, 4)).toEqual(["1 version", "2 waiver", "3 maximumDays.hihg", "3 maximumDays.low"]);
  expect(lines).toContain("5 WVR-1.targets");
  expect(lines).toContain("7 waiver 2");
  expect(told(text)).toContain("8 WVR-1: there is another of this id on line 5");
});

test("ceilings of the file's own", () => {
  const text = stringify({ version: 1, maximumDays: { medium: 30 }, waivers: [good] });
  expect(told(text)).toEqual([expect.stringContaining("waived for 30 days at most")]);
});

test("what is no YAML, and a key that stands twice: told with its line", () => {
  expect(told("version: 1\nwaivers: [\n")).toEqual([expect.stringMatching(/^\d YAML: /)]);
  expect(told("version: 1\nversion: 1\nwaivers: []\n")).toEqual([expect.stringMatching(/^2 YAML: .*unique/)]);
});

test("aliases that grow without end are refused", () => {
  const levels = Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(", ")}]`);
  expect(told(`a0: &a0 [x]\n${levels.join("\n")}\n`)).toEqual([
    expect.stringContaining("the file: expected version: 1"),
  ]);
});
