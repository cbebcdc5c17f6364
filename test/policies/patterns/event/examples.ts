/** What the EventBridge guide shows, operator by operator, and the corners that it leaves out. */
export type Example = [pattern: unknown, event: unknown, expected: boolean];

/** A write call as CloudTrail sends it to EventBridge. */
export const change = {
  version: "0",
  id: "6f3c2f0e-0000-4000-8000-000000000001",
  "detail-type": "AWS API Call via CloudTrail",
  source: "aws.ec2",
  account: "111122223333",
  time: "2026-03-01T08:15:31Z",
  region: "eu-central-1",
  resources: [
    "arn:aws:ec2:eu-central-1:111122223333:security-group/sg-1",
    "arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-1",
  ],
  detail: {
    eventSource: "ec2.amazonaws.com",
    eventName: "AuthorizeSecurityGroupIngress",
    sourceIPAddress: "198.51.100.7",
    errorCode: null,
    readOnly: false,
    count: 3,
    ratio: 301.8,
    empty: "",
    none: [],
    nothing: {},
    requestParameters: {
      ipPermissions: {
        items: [
          { fromPort: 22, ipRanges: { items: [{ cidrIp: "10.0.0.0/8" }, { cidrIp: "0.0.0.0/0" }] } },
          { fromPort: 443, ipRanges: { items: [{ cidrIp: "192.0.2.0/24" }] } },
        ],
      },
    },
  },
};

const detail = (pattern: unknown) => ({ detail: pattern });
const permissions = (pattern: unknown) => detail({ requestParameters: { ipPermissions: { items: pattern } } });
const over = (pattern: unknown, ...rows: [value: unknown, expected: boolean][]) =>
  rows.map(([value, expected]): Example => [{ a: pattern }, { a: value }, expected]);

export const EXAMPLES: Record<string, Example[]> = {
  "exact values": [
    [
      {
        source: ["aws.ec2"],
        "detail-type": ["AWS API Call via CloudTrail"],
        detail: { eventName: ["x", "AuthorizeSecurityGroupIngress"] },
      },
      change,
      true,
    ],
    [{ source: ["aws.s3"], "detail-type": ["AWS API Call via CloudTrail"] }, change, false],
    [detail({ eventName: ["authorizesecuritygroupingress"] }), change, false],
    [detail({ errorCode: [null] }), change, true],
    [detail({ missing: [null] }), change, false],
    [detail({ empty: [""] }), change, true],
    [detail({ empty: [null] }), change, false],
    [detail({ readOnly: [false] }), change, true],
    [detail({ readOnly: ["false"] }), change, false],
    [detail({ count: [3] }), change, true],
    [detail({ count: ["3"] }), change, false],
    [detail({ ratio: [3.018e2] }), change, true],
    [detail({ nothing: [{ exists: false }] }), change, true],
    [{ detail: ["x"] }, change, false],
    [{ "detail.count": [3] }, change, true],
    [{ detail: { count: [3] } }, { "detail.count": 3 }, true],
  ],
  lists: [
    [{ resources: ["x", "arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-1"] }, change, true],
    [{ resources: [{ prefix: "arn:aws:ec2:" }] }, change, true],
    [{ resources: [{ "anything-but": { suffix: "vpc-1" } }] }, change, true],
    [{ resources: ["x"] }, change, false],
    ...over(["x"], [["x"], true], [[["x"]], true], [[], false], [[null], false], [[{ b: "x" }], false]),
    [permissions({ fromPort: [22] }), change, true],
    [permissions({ fromPort: [22], ipRanges: { items: { cidrIp: ["0.0.0.0/0"] } } }), change, true],
    [permissions({ fromPort: [443], ipRanges: { items: { cidrIp: ["0.0.0.0/0"] } } }), change, false],
    [permissions({ fromPort: [443], toPort: [{ exists: false }] }), change, true],
    [{ i: { a: ["x"], b: [{ exists: false }] } }, { i: [{ a: "x" }, { b: 1 }] }, true],
    [{ i: { a: ["x"], b: [{ exists: false }] } }, { i: [{ a: "x", b: 1 }, { c: 1 }] }, false],
    // The path of the absent field comes first, when no element is settled on.
    [{ i: { b: ["x"], a: [{ exists: false }] } }, { i: [{ b: "x" }, { a: 1 }] }, false],
    [{ i: { a: ["x"], b: ["y"] } }, { i: [[{ a: "x" }], [{ b: "y" }]] }, false],
    [{ i: { a: ["x"], b: ["y"] } }, { i: [[{ a: "x", b: "y" }]] }, true],
  ],
  "prefix and suffix": [
    [{ time: [{ prefix: "2026-03-01" }] }, change, true],
    [{ source: [{ suffix: "ec2" }] }, change, true],
    [{ source: [{ suffix: "EC2" }] }, change, false],
    [{ source: [{ prefix: { "equals-ignore-case": "AWS." } }] }, change, true],
    [{ source: [{ suffix: { "equals-ignore-case": "EC2" } }] }, change, true],
    [detail({ count: [{ prefix: "3" }] }), change, false],
    ...over([{ prefix: "" }], ["", true], ["x", true], [1, false], [null, false]),
  ],
  "equals-ignore-case": [
    [{ source: [{ "equals-ignore-case": "AWS.EC2" }] }, change, true],
    ...over([{ "equals-ignore-case": "straße" }], ["STRASSE", true], ["Straße", true], ["strase", false]),
  ],
  wildcard: [
    [detail({ eventName: [{ wildcard: "Authorize*Ingress" }] }), change, true],
    [detail({ eventName: [{ wildcard: "*Security*In*" }] }), change, true],
    [detail({ eventName: [{ wildcard: "*Ingress*Security*" }] }), change, false],
    [detail({ eventName: [{ wildcard: "AuthorizeSecurityGroupIngress" }] }), change, true],
    [detail({ count: [{ wildcard: "*" }] }), change, false],
    ...over([{ wildcard: "a*a" }], ["aa", true], ["a", false], ["abca", true], ["aba b", false]),
    ...over([{ wildcard: "a\\*b\\\\*" }], ["a*b\\c", true], ["axb\\c", false], ["a*bc", false]),
    ...over([{ wildcard: "" }], ["", true], ["x", false]),
  ],
  "anything-but": [
    [detail({ eventName: [{ "anything-but": "x" }] }), change, true],
    [detail({ missing: [{ "anything-but": "x" }] }), change, false],
    [detail({ none: [{ "anything-but": "x" }] }), change, false],
    [detail({ nothing: [{ "anything-but": "x" }] }), change, false],
    [detail({ errorCode: [{ "anything-but": "x" }] }), change, true],
    ...over(
      [{ "anything-but": ["x", "y"] }],
      ["x", false],
      ["z", true],
      [1, true],
      [true, true],
      [["x", "z"], true],
      [["x"], false],
    ),
    ...over([{ "anything-but": 1 }], [1, false], ["1", true], [2, true]),
    ...over([{ "anything-but": [1, 2.5] }], [2.5, false], [3, true]),
    ...over([{ "anything-but": { prefix: "in" } }], ["inside", false], ["outside", true], [5, true]),
    ...over([{ "anything-but": { prefix: ["in", "out"] } }], ["outside", false], ["x", true]),
    ...over([{ "anything-but": { suffix: ".png" } }], ["a.png", false], ["a.txt", true]),
    ...over([{ "anything-but": { suffix: [".png", ".txt"] } }], ["a.txt", false], ["a.md", true]),
    ...over([{ "anything-but": { "equals-ignore-case": "Init" } }], ["INIT", false], ["INITS", true]),
    ...over([{ "anything-but": { "equals-ignore-case": ["a", "B"] } }], ["b", false], ["c", true]),
    ...over([{ "anything-but": { wildcard: "*/lib/*" } }], ["/lib/x", false], ["/usr", true]),
    ...over([{ "anything-but": { wildcard: ["*/lib/*", "*/bin/*"] } }], ["/bin/x", false], ["/usr", true]),
    ...over([{ "anything-but": "::1" }], ["::1", false], ["0:0:0:0:0:0:0:1", true]),
  ],
  numeric: [
    [detail({ count: [{ numeric: [">", 0, "<=", 5] }] }), change, true],
    [detail({ count: [{ numeric: ["<", 3] }] }), change, false],
    [detail({ ratio: [{ numeric: ["=", 301.8] }] }), change, true],
    ...over([{ numeric: [">=", 1, "<", 2] }], [1, true], [2, false], ["1", false], [[0, 1.5], true], [null, false]),
  ],
  cidr: [
    [detail({ sourceIPAddress: [{ cidr: "198.51.100.0/24" }] }), change, true],
    [detail({ sourceIPAddress: [{ cidr: "198.51.101.0/24" }] }), change, false],
    [detail({ eventName: [{ cidr: "0.0.0.0/0" }] }), change, false],
    ...over([{ cidr: "10.0.0.77/8" }], ["10.0.0.1", true], ["11.0.0.1", false], [10, false]),
    ...over([{ cidr: "2001:db8::/32" }], ["2001:DB8:0::7", true], ["2001:db9::7", false], ["10.0.0.1", false]),
    ...over(["10.0.0.1"], ["10.0.0.1", true], ["010.0.0.1", true], ["10.0.0.2", false]),
    ...over(["::1"], ["0:0:0:0:0:0:0:1", true], ["::2", false]),
    ...over(["10.0.0.300"], ["10.0.0.300", true], ["10.0.0.3", false]),
  ],
  exists: [
    [detail({ errorCode: [{ exists: true }] }), change, true],
    [detail({ missing: [{ exists: true }] }), change, false],
    [detail({ missing: [{ exists: false }] }), change, true],
    [{ detail: [{ exists: true }] }, change, false],
    [detail({ none: [{ exists: false }] }), change, true],
    [detail({ missing: ["x", { exists: false }] }), change, true],
    [{ gone: { missing: [{ exists: false }] }, source: ["aws.ec2"] }, change, true],
    ...over([{ exists: true }], [[null], true], [[[]], false], [[{}], false], [{ b: 1 }, false], [0, true]),
  ],
  $or: [
    [{ $or: [{ source: ["x"] }, { detail: { count: [3] } }] }, change, true],
    [{ $or: [{ source: ["x"] }, { detail: { count: [4] } }] }, change, false],
    [
      {
        source: ["aws.ec2"],
        detail: { $or: [{ count: [4] }, { eventName: [{ prefix: "Auth" }], readOnly: [false] }] },
      },
      change,
      true,
    ],
    [{ source: ["aws.s3"], detail: { $or: [{ count: [3] }, { readOnly: [false] }] } }, change, false],
    [
      { $or: [{ a: ["1"] }, { b: ["2"], $or: [{ c: ["3"] }, { d: ["4"] }] }], e: ["5"] },
      { b: "2", d: "4", e: "5" },
      true,
    ],
    [{ $or: [{ a: ["1"] }, { b: ["2"], $or: [{ c: ["3"] }, { d: ["4"] }] }], e: ["5"] }, { b: "2", e: "5" }, false],
    // The later condition on a field replaces the one that it has.
    [{ a: ["1"], $or: [{ a: ["2"] }, { b: ["3"] }] }, { a: "2" }, true],
    [{ $or: [{ a: ["2"] }, { b: ["3"] }], a: ["1"] }, { a: "1" }, true],
    // A field of that name.
    [{ $or: { a: ["1"] } }, { $or: { a: "1" } }, true],
    [{ $or: ["1"] }, { $or: "1" }, true],
    [{ $or: [{ prefix: "1" }, { prefix: "2" }] }, { $or: "23" }, true],
  ],
  names: [
    [{ constructor: [{ exists: false }], length: [{ exists: false }] }, { a: 1 }, true],
    [{ hasOwnProperty: ["x"] }, { hasOwnProperty: "x" }, true],
    [{ a: { length: [{ exists: false }] } }, { a: ["x", "y"] }, true],
    [{ a: { 0: ["x"] } }, { a: ["x"] }, false],
  ],
};

/** An IPv4 block has no IPv6 address in it, though event-ruler, which compares digits, says so. */
export const UNLIKE_EVENT_RULER: Example[] = [
  ...over([{ cidr: "0.0.0.0/0" }], ["::1", false]),
  ...over([{ cidr: "::/0" }], ["10.0.0.0", false]),
];
