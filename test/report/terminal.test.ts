import { writeTerminal, type TerminalOptions } from "../../report/terminal";
import { columns, cut } from "../../report/terminal/layout";
import { clean, ESCAPE, everything, failing, LONG } from "./reports";

function render(report = failing, options: Partial<TerminalOptions> = {}): string {
  const pieces: string[] = [];
  writeTerminal(report, { colour: false, width: 80, ...options })((piece) => pieces.push(piece));
  return pieces.join("");
}

describe("a clean report", () => {
  test("is short, says what it is evidence for, and ends with the verdict", () => {
    expect(render(clean)).toBe(`\
✓ shop/prod program infra · 5 resources · 4 passed

Evidence for 2 controls of CIS AWS Foundations Benchmark 7.0.0
· 3 of PCI DSS 4.0.1 · 2 of NIST SP 800-53 release 5.2.0
· 1 of AWS Security Hub CSPM controls (2026)

✓ Passed: no findings
  checks    4 passed · 1 not applicable
  scope     4 policies · 5 resources · 1 stack
`);
  });

  test("lists stacks without findings below each other", () => {
    const [prod] = clean.stacks;
    const text = render({ ...clean, stacks: [prod, { ...prod, stack: "dev" }] });
    expect(text).toContain("4 passed\n✓ shop/dev program");
  });
});

describe("a failing report", () => {
  test("groups by subject, with place, severity and controls; the worst first", () => {
    expect(render()).toContain(`
  audit  aws.cloudtrail.Trail  infra/stacks/account.ts:41:7
    ✗ trail-log-file-validation          high · CIS 4.2 · PCI 10.3.4 · NIST AU-9
      log file validation is not switched on
`);
    const order = ["root-usage  aws", "audit  aws", "app-logs  aws", "archive  aws"].map((text) =>
      render().indexOf(text),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test("draws the chain up to the link at which it breaks", () => {
    expect(render(failing, { width: 120 })).toContain(`\
      trail audit → log group audit-logs → metric filter root-usage → metric TrailWatch/RootUsage ⨯ alarm root-usage
      reads Trailwatch/RootUsage; namespaces differ in case
`);
  });

  test("says how to mend a policy once, however many findings it has", () => {
    const text = render(everything);
    expect(text.split("Set `enableLogFileValidation: true`").length - 1).toBe(1);
    expect(text).toContain("  trail-log-file-validation  3 findings\n");
  });

  test("tells findings that fail the run from those that do not", () => {
    expect(render()).toContain("○ archive-access-logs ");
    expect(render()).toContain("marks     ✗ fails the run · ○ advisory, or below --fail-on medium");
    expect(render(clean)).not.toContain("marks");
  });

  test("ends with the verdict and the counts", () => {
    expect(
      render().endsWith(`
✗ Failed: 3 findings of severity medium or above
  findings  1 critical · 1 high · 1 medium · 1 low
  checks    1 passed · 4 failed · 0 not applicable
  scope     4 policies · 5 resources · 1 stack
  marks     ✗ fails the run · ○ advisory, or below --fail-on medium
`),
    ).toBe(true);
  });

  test("does not list what passed, unless asked to", () => {
    expect(render()).not.toContain("retentionInDays = 400");
    expect(render(failing, { verbose: true })).toContain("✓ log-group-retention audit-logs retentionInDays = 400");
    expect(render(clean, { verbose: true })).toContain("– archive-access-logs prod the stack has no bucket");
  });
});

describe("everything at once", () => {
  test("says what could not be judged and why, errors first", () => {
    expect(render(everything)).toContain(`
Not judged: 3 checks
  ! the policy itself failed: pattern is not iterable (shop/dev)
    filter-has-alarm
  ? audit.enableLogFileValidation is not known before deployment (shop/dev)
    trail-log-file-validation
`);
    expect(render(everything)).toContain("? Incomplete: 1 check ended with an error");
  });

  test("lists the assumptions with the stacks they were made for", () => {
    expect(render(everything)).toContain('  · alertEmail has no value; "placeholder" was assumed. (shop/dev)\n');
  });

  test("lists what the program logged, errors first, a message in one line", () => {
    expect(render(everything, { width: 120 })).toContain(
      "Logged by the program, judged by nobody\n  · error: no image found (shop/dev)\n  · warning: ",
    );
    expect(render(everything, { width: 120 }).replace(/\n */g, " ")).toContain(
      "is deprecated (1,200 times) (shop/dev)",
    );
    expect(render(failing)).not.toContain("Logged");
  });

  test.each([40, 80, 120, 400])("keeps to %i columns, and to 120 at most", (width) => {
    const widest = Math.max(...render(everything, { width, verbose: true }).split("\n").map(columns));
    expect(widest).toBeLessThanOrEqual(Math.min(width, 120));
  });

  test("says what is waived by whom until when, and what changed since the last run", () => {
    expect(render(everything, { width: 120 })).toContain(
      "Waived: 1 finding\n  ≉ archive-access-logs log-target nothing logs who reads it WVR-2026-014 until 2027-05-01, approved by jane.doe\n  · waiver WVR-2026-009 covers nothing\n",
    );
    expect(render(everything)).toContain("(main/report.json): 1 new · 1 fixed · 1 still there\n");
    expect(render(failing)).not.toMatch(/Waived|Since/);
  });

  test("cuts a long name in its middle where it is a heading, and gives it in full in the message", () => {
    expect(render(everything)).toMatch(/ {2}audit-audit-[^ ]*…[^ ]*-audit-ab {2}aws\.cloudwatch\.LogGroup\n/);
    expect(render(everything).replace(/\n */g, "")).toContain(LONG);
  });

  test("lets no control character of the judged program through", () => {
    expect(render(everything, { verbose: true })).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(render(everything)).toContain("audit\\u{1b}[2J\\u{1b}]0;owned\\u{7}\\nnew line  aws.cloudtrail.Trail\n");
    expect(render(everything, { colour: true })).not.toContain(ESCAPE.slice(5, 9));
  });

  test.each([
    "##vso[task.complete result=Succeeded]done",
    "a ##VSO[task.setvariable variable=x]y",
    "##[error]x",
    "::error file=a.ts,title=a:b::x",
    "a ::stop-commands::x",
    "::add-mask::x",
  ])("no pipeline takes a name or a message for a command: %s", (hostile) => {
    const [stack] = failing.stacks;
    const verdicts = stack.verdicts.map((verdict) => ({ ...verdict, subject: hostile, message: hostile }));
    const report = { ...failing, stacks: [{ ...stack, project: hostile, verdicts }] };
    for (const width of [20, 80]) expect(render(report, { width })).not.toMatch(/##(vso)?\[|^\s*(\S+ )?::[a-z]/im);
  });
});

describe("colour", () => {
  test("changes nothing but the colour", () => {
    const bare = render(everything, { colour: true }).replace(/\u001b\[\d+m/g, "");
    expect(bare).toBe(render(everything));
  });
  test("marks the broken link", () => {
    expect(render(failing, { colour: true })).toContain("\u001b[31m→ metric TrailWatch/RootUsage\u001b[39m");
  });
});

describe("columns", () => {
  test("count what a terminal shows", () => {
    expect(["abc", "名前", "é", "e\u0301"].map(columns)).toEqual([3, 4, 1, 1]);
  });
  test("cut keeps both ends and never exceeds the width", () => {
    expect(cut("alpha-beta-gamma", 9)).toBe("alph…amma");
    expect(columns(cut("名前名前名前名前", 9))).toBeLessThanOrEqual(9);
    expect(cut("short", 9)).toBe("short");
  });
});
