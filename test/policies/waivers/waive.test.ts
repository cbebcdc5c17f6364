import type { Status, Verdict } from "../../../policies/evaluate";
import { remarksOn } from "../../../policies/waivers/remarks";
import { waive } from "../../../policies/waivers/waive";
import type { WaiverOf } from "../../../policies/waivers/waiver";

const stack = { project: "audit", stack: "prod" };
const urn = (name: string): string => `urn:pulumi:prod::audit::aws:s3/bucket:Bucket::${name}`;
const STACK = "urn:pulumi:prod::audit::pulumi:pulumi:Stack::audit-prod";
const TODAY = "2026-12-01";

const verdict = (status: Status, name?: string, message = "no logging"): Verdict => ({
  policy: "bucket-logging",
  status,
  subject: name ?? "prod",
  ...(name === undefined ? {} : { urn: urn(name) }),
  message,
  evidence: [],
});

const waiver = (change: Partial<WaiverOf> = {}): WaiverOf => ({
  id: "WVR-1",
  policies: ["bucket-logging"],
  targets: [urn("logs")],
  kind: "risk-accepted",
  reason: "Target of access logs; logging to itself would loop.",
  owner: "platform-team",
  approver: "jane.doe",
  approvedOn: "2026-11-02",
  expires: "2027-04-30",
  ticket: "SEC-1",
  ...change,
});

const after = (verdicts: Verdict[], ...waivers: WaiverOf[]): string[] =>
  waive(verdicts, waivers, stack, TODAY).map(({ status, message }) => `${status}: ${message}`);

describe("waive", () => {
  test("a failure that is covered keeps its message, and names who answers for it", () => {
    const [waived] = waive([verdict("fail", "logs")], [waiver()], stack, TODAY);
    expect(waived).toMatchObject({ status: "waived", message: "no logging", urn: urn("logs") });
    expect(waived.waiver).toEqual(
      expect.objectContaining({ id: "WVR-1", approver: "jane.doe", expires: "2027-04-30" }),
    );
    expect(waived.waiver).not.toHaveProperty("targets");
  });

  const uncovered: Record<string, [Verdict, Partial<WaiverOf>]> = {
    "a resource whose name only begins so": [verdict("fail", "logs-2"), {}],
    "the same name in another stack": [verdict("fail", "logs"), { targets: [urn("logs").replace("prod", "dev")] }],
    "another policy": [verdict("fail", "logs"), { policies: ["bucket-versioning"] }],
    "the stack as a whole, by the name of a resource": [verdict("fail"), {}],
    "a name in which a point stands for itself": [verdict("fail", "aXb"), { targets: [urn("a.*b")] }],
    "another finding": [verdict("fail", "logs", "logs to itself"), { finding: "no logging" }],
    "a waiver of which the approval is still to come": [verdict("fail", "logs"), { approvedOn: "2026-12-02" }],
  };
  test.each(Object.entries(uncovered))("not covered: %s", (_, [failure, change]) =>
    expect(after([failure], waiver(change))).toEqual([`fail: ${failure.message}`]),
  );

  test("what a stack lacks is waived by the stack's own URN", () =>
    expect(after([verdict("fail")], waiver({ targets: [STACK] }))).toEqual(["waived: no logging"]));
  test("names that are alike", () =>
    expect(after([verdict("fail", "logs-eu"), verdict("fail", "other")], waiver({ targets: [urn("logs-*")] }))).toEqual(
      ["waived: no logging", "fail: no logging"],
    ));
  test("on its last day it holds, on the next the failure is back and says so", () => {
    expect(after([verdict("fail", "logs")], waiver({ expires: TODAY }))).toEqual(["waived: no logging"]);
    expect(after([verdict("fail", "logs")], waiver({ expires: "2026-11-30" }))).toEqual([
      "fail: no logging; waiver WVR-1 expired on 2026-11-30",
    ]);
  });
  test("one that holds counts more than one that ended", () =>
    expect(after([verdict("fail", "logs")], waiver({ expires: "2026-11-30" }), waiver({ id: "WVR-2" }))).toEqual([
      "waived: no logging",
    ]));
  test.each(["pass", "unknown", "declared", "not-applicable", "error"] as const)("%s is not touched", (status) =>
    expect(after([verdict(status, "logs")], waiver())).toEqual([`${status}: no logging`]),
  );
});

describe("remarks", () => {
  const judged = { known: ["bucket-logging", "bucket-versioning"], judged: ["bucket-logging"] };
  const remarks = (change: Partial<WaiverOf>, verdicts = [verdict("fail", "logs")], names = judged): string[] =>
    remarksOn([waiver(change)], [{ ...stack, verdicts, urns: [urn("logs")] }], names, TODAY).map(({ text }) => text);

  test("none on a waiver that is used and lasts", () => expect(remarks({})).toEqual([]));
  test("thirty days before its end, and seven", () => {
    expect(remarks({ expires: "2027-01-01" })).toEqual([]);
    expect(remarks({ expires: "2026-12-31" })).toEqual(["WVR-1 expires in 30 days, on 2026-12-31"]);
    expect(remarks({ expires: "2026-12-08" })).toEqual([
      "WVR-1 expires in 7 days, on 2026-12-08; after that what it covers fails",
    ]);
  });
  test("ended", () =>
    expect(remarks({ expires: "2026-11-30" })).toEqual([
      "WVR-1 expired on 2026-11-30; platform-team mends what it covered or has it approved anew",
    ]));
  test("a policy that does not exist", () =>
    expect(remarks({ policies: ["bucket-loging"] })).toEqual([
      "WVR-1 names bucket-loging, which is no policy; did you mean bucket-logging?",
    ]));
  test("a resource that the stack has not", () =>
    expect(remarks({ targets: [urn("gone")] })).toEqual([`WVR-1 names ${urn("gone")}, which audit/prod has not`]));
  test("nothing fails there any more", () =>
    expect(remarks({}, [verdict("pass", "logs")])).toEqual([
      `WVR-1 covers nothing at ${urn("logs")}: no policy that it names fails there`,
    ]));
  test("another finding than the one that was waived", () =>
    expect(remarks({ finding: "was so" })).toEqual([
      `WVR-1 no longer covers ${urn("logs")}: what fails there now is “no logging”`,
    ]));
  test("two that cover the same at the same time; not one that takes the place of one that ended", () => {
    const both = (first: Partial<WaiverOf>): string[] =>
      remarksOn([waiver(first), waiver({ id: "WVR-2" })], [], judged, TODAY).map(({ text }) => text);
    expect(both({ targets: [urn("*")] })).toEqual(["WVR-2 covers what WVR-1 covers already"]);
    expect(both({ finding: "no logging" })).toEqual([]);
    expect(both({ expires: "2026-11-30" })).toEqual([expect.stringContaining("WVR-1 expired")]);
  });
  test("nothing is said of a stack or a policy that was not judged", () => {
    expect(remarks({ targets: [urn("logs").replace("prod", "dev")] })).toEqual([]);
    expect(remarks({ policies: ["bucket-versioning"] }, [])).toEqual([]);
  });
});
