import { plain } from "../../report/markdown";
import { renderMarkdown } from "../../report/summary-markdown";
import type { Report } from "../../report/report";
import { clean, everything, failing, HOSTILE, large } from "./reports";

const first = (text: string): string => text.split("\n")[0];

test("the verdict is the first line", () => {
  expect(first(renderMarkdown(clean))).toBe("## ✅ Passed: no findings");
  expect(first(renderMarkdown(failing))).toBe("## ❌ Failed: 3 findings of severity medium or above");
  expect(first(renderMarkdown(everything))).toMatch(/^## ⚠️ Incomplete/);
});

test("a failure says where it is, what is wrong, how to mend it and which controls it touches", () => {
  expect(renderMarkdown(failing)).toContain(
    "| high | <code>audit</code><br><code>infra/stacks/account.ts&#58;41&#58;7</code> | log file validation is not switched on<br><code>trail-log-file-validation</code> | Set `enableLogFileValidation: true` on the trail. `AuditTrail` does so by default. | CIS 4.2, PCI 10.3.4, NIST AU-9 |",
  );
});

test("what is new comes first, and what is fixed is told", () => {
  const text = renderMarkdown(everything);
  expect(text).toContain("**1 new**, 1 fixed, 1 still there since 2026-11-20T02&#58;40&#58;00Z");
  const onlyNew = renderMarkdown({ ...everything, command: { ...everything.command, onlyNew: true } });
  expect(onlyNew).toContain("Z; only new ones can fail this run");
  const rows = text.split("\n").filter((line) => /^\| .*(critical|high|medium|low)/.test(line));
  expect(rows[0]).toMatch(/^\| \*\*new\*\* high/);
  expect(text).toContain("- <code>log-group-retention</code> <code>old-logs</code>");
});

test("a waiver is told with who approved it, until when and why; one that ended as well", () => {
  const text = renderMarkdown(everything);
  expect(text).toContain("- waiver WVR-2026-009 covers nothing");
  expect(text).toMatch(/\| WVR-2026-014 \|.*\| 2027-05-01 \| jane\.doe, for platform-team \|.*SEC-1423 \|/);
  expect(text).toMatch(/\| WVR-2026-002 \(\*\*no longer\*\*\) \|/);
});

test("what could not be judged says why", () => {
  expect(renderMarkdown(everything)).toContain("<summary>3 checks could not be judged until it is deployed</summary>");
});

describe("what is untrusted", () => {
  test("stays text", () => {
    expect(renderMarkdown(everything)).not.toContain(HOSTILE);
    expect(renderMarkdown(everything)).toContain("&#60;img src=x onerror=alert(1)&#62;");
  });
  test.each([
    ["[x](http://evil)", "&#91;x&#93;(http&#58;//evil)"],
    ["@security-team", "@<!-- -->security-team"],
    ["#12", "#<!-- -->12"],
    ["a|b`c`", "a&#124;b&#96;c&#96;"],
    ["www.evil.example", "www&#46;evil.example"],
    ["a\nb", "a&#92;nb"],
  ])("%j", (given, written) => expect(plain(given)).toBe(written));
});

describe("the limits of GitHub", () => {
  const manyReasons: Report = {
    ...everything,
    stacks: everything.stacks.map((stack) => ({
      ...stack,
      verdicts: stack.verdicts.map((verdict) => ({ ...verdict, message: `${verdict.message} ${"x".repeat(9_000)}` })),
    })),
  };
  test.each([
    ["6,667 failures", large(20_000, 6_000)],
    ["long messages", manyReasons],
  ])("a comment takes 65,536 characters: %s", (_, report) => {
    const text = renderMarkdown(report);
    expect(text.length).toBeLessThan(65_536);
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(text).toContain("left out here");
    expect(text.split("<details>").length).toBe(text.split("</details>").length);
  });
});
