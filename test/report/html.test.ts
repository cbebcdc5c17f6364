import { renderHtml } from "../../report/html";
import { html, Markup } from "../../report/html/markup";
import { clean, everything, failing, HOSTILE, large } from "./reports";

/** What a reader sees of the page, as one line: without tags, style and script. */
const text = (page: string): string =>
  page
    .replace(/<(style|script)>.*?<\/\1>/gs, "")
    .replace(/<\/?(td|th|tr|small)\b[^>]*>/g, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");

const section = (page: string, id: string): string =>
  text(page.slice(page.indexOf(`<section id="${id}"`)).split("</section>")[0]);

describe("the template", () => {
  test("escapes whatever is put into it, in text and in attributes", () => {
    expect(html`<a title="${`"><b>`}">${"<&'>"}</a>`.text).toBe(
      `<a title="&quot;&gt;&lt;b&gt;">&lt;&amp;&#39;&gt;</a>`,
    );
    expect(html`<p>${["<", 1, undefined, html`<i>${"&"}</i>`]}</p>`.text).toBe("<p>&lt;1<i>&amp;</i></p>");
  });
  test("takes its own kind as it is", () => {
    expect(html`${new Markup("<b>")}`.text).toBe("<b>");
  });
  test("writes out what cannot be seen", () => {
    expect(html`${"a\u202eb\u0000"}`.text).toBe("a\\u{202e}b\\u{0}");
  });
});

describe("the page", () => {
  test("begins with the verdict", () => {
    expect(text(renderHtml(clean))).toContain("Passed No findings.");
    expect(text(renderHtml(failing))).toContain("Failed 3 findings of severity medium or above.");
    expect(text(renderHtml(everything))).toContain(
      "Incomplete 1 check ended with an error of the policy itself, besides",
    );
  });

  test("says which stacks were judged, and how far", () => {
    expect(section(renderHtml(everything), "overview")).toContain(
      "shop/dev Exported state states/dev.json account not known, region not known 3 5 3 0",
    );
  });

  test("says of a finding what is wrong, where, what was seen, how to mend it and which controls it touches", () => {
    const findings = section(renderHtml(failing), "findings");
    expect(findings).toContain(
      "audit aws.cloudtrail.Trail · infra/stacks/account.ts:41:7 ▲ high log file validation is not switched on " +
        "Observed enableLogFileValidation = false Expected Trails sign the log files they deliver " +
        "How to mend Set enableLogFileValidation: true on the trail. AuditTrail does so by default. " +
        "Controls direct CIS AWS 7.0.0 4.2 · PCI DSS 4.0.1 10.3.4 supporting NIST 800-53 r5 AU-9",
    );
    expect(findings).toContain("metric TrailWatch/RootUsage ⨯ broken here");
    expect(findings).toContain("Advisory: does not fail the run");
  });

  test("names a control in every edition with its policy", () =>
    expect(section(renderHtml(failing), "policies")).toContain(
      "Controls direct CIS AWS 7.0.0 4.2 · CIS AWS 3.0.0 3.2 · PCI DSS 4.0.1 10.3.4",
    ));

  test("shows the evidence of what passed, and the parameters in force with who set them", () => {
    const policies = section(renderHtml(clean), "policies");
    expect(policies).toContain("audit infra/stacks/account.ts:41:7 ✓ Passed enableLogFileValidation = true");
    expect(policies).toContain("minimumDays 400 Days that events must be kept at least. configuration");
    expect(policies).toContain("1 policy with nothing to judge – Not applicable");
    expect(policies).toContain("Archives log who reads them archive-access-logs the stack has no bucket");
    expect(policies).toContain("Topics are encrypted – Switched off");
  });

  test("says which control is evidenced by what, how strongly, and how that stands", () => {
    const controls = section(renderHtml(failing), "controls");
    expect(controls).toMatch(/PCI DSS 4\.0\.1 \d+ controls: 3 with findings, \d+ without evidence from policies/);
    expect(controls).toMatch(
      /10\.4\.1\.1 .*? partial ✗ Has findings partial Every metric filter feeds an alarm \(has findings\)/,
    );
    const held = section(renderHtml(clean), "controls");
    expect(held).toMatch(/4\.2 Trails sign digests .*? direct ✓ Holds direct Trails sign the log files they deliver/);
    expect(held).toMatch(/AU-9 .*? supporting ✓ Supported supporting Trails sign/);
    expect(held).toMatch(/10\.6\.1 .*? inherited /);
  });

  test("says who waived what until when and why, and which waiver no longer holds", () => {
    const waivers = section(renderHtml(everything), "waivers");
    expect(waivers).toContain("waiver WVR-2026-009 covers nothing");
    expect(waivers).toMatch(
      /WVR-2026-014 compensating control, SEC-1423 Archives log who reads them log-target in shop\/dev nothing logs who reads it 2027-05-01 ≉ Waived jane\.doe on 2026-11-02, for platform-team The target of access logs/,
    );
    expect(waivers).toContain("2026-11-01, no longer ✗ Failed");
    expect(waivers).toMatch(/Read from waivers\.yaml, SHA-256 [0-9a-f]{64} *, commit 4c1f0d8/);
  });

  test("says that nobody waived anything", () => {
    expect(section(renderHtml(clean), "waivers")).toContain("No file of waivers was read: nobody waived anything.");
  });

  test("says what was only declared, and what is new and fixed since the last run", () => {
    const page = renderHtml(everything);
    expect(section(page, "declared")).toContain("sign-ins in shop/dev the team of the SIEM answers for an alarm on it");
    const changes = section(page, "changes");
    expect(changes).toContain("1 new finding, 1 finding fixed, 1 finding still there");
    expect(changes).toContain("old-logs shop/dev ✓ Fixed Log groups keep their events long enough no retention");
    expect(section(page, "findings")).toContain("▲ high + new <img src=x");
    expect(section(page, "findings")).not.toContain("There before");
    const onlyNew = renderHtml({ ...everything, command: { ...everything.command, onlyNew: true } });
    expect(section(onlyNew, "findings")).toContain("Weight There before: does not fail the run");
    expect(text(onlyNew)).toContain(
      "Only findings that are new since 20 November 2026, 02:40 UTC can fail this run: 1 of the 9 findings below was there before.",
    );
    expect(section(onlyNew, "provenance")).toContain("Fails the run new findings of severity medium or above");
    expect(text(page)).not.toContain("can fail this run");
  });

  test("names what to mend first, and the digest of the JSON beside it", () => {
    expect(section(renderHtml(failing), "overview")).toMatch(
      /What to mend first .*? Every metric filter feeds an alarm ▲▲ critical Create a MetricAlarm .*? 1 Trails sign/,
    );
    expect(section(renderHtml(clean, { digest: "0123abcd" }), "provenance")).toContain(
      "SHA-256 of report.json 0123abcd",
    );
  });

  test("says what could not be judged, what was assumed, and where the report comes from", () => {
    const page = renderHtml(everything);
    expect(section(page, "not-judged")).toContain(
      "audit.enableLogFileValidation is not known before deployment shop/dev ? Not judged",
    );
    expect(section(page, "assumptions")).toContain('alertEmail has no value; "placeholder" was assumed.');
    expect(section(page, "log")).toMatch(/error no image found 1 shop\/dev warning .* is deprecated 1,200 shop\/dev/);
    const provenance = section(page, "provenance");
    expect(provenance).toContain("Command trailwatch check --all-stacks --config alertEmail=[masked]");
    expect(provenance).toContain("Limited to trail-*");
    expect(provenance).toContain("Switched off topic-encryption");
    expect(provenance).toContain("A state shows what Pulumi last recorded");
  });

  test("leaves out sections that would be empty, and links to none of them", () => {
    expect(renderHtml(clean)).not.toMatch(/not-judged|#assumptions|#log|"declared"|"changes"/);
  });

  test("every link inside the page has its target, and every id is there once", () => {
    const page = renderHtml(everything);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const targets = [...page.matchAll(/ href="#([^"]+)"/g)].map(([, target]) => target);
    expect(new Set(ids).size).toBe(ids.length);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  test("lets no name out of its text", () => {
    expect(renderHtml(everything)).not.toContain(HOSTILE);

    expect(renderHtml(everything)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  test("two thousand findings: the worst in full, the others in a line each, the page stays below 2 MB", () => {
    const page = renderHtml(large(6_000, 2_000));
    expect(page.length).toBeLessThan(2_000_000);
    const findings = section(page, "findings");
    expect(findings.slice(0, 200)).toContain("The worst 250 of 2,000 findings are told in full, the others in a line");
    expect(page.match(/class="finding" data-row/g)).toHaveLength(2_000);
    expect(findings.match(/How to mend/g)).toHaveLength(250);
  });

  test("the worst finding is told in full, in whatever stack it is", () => {
    const [many] = large(3_000, 1_000).stacks;
    const verdicts = many.verdicts.filter(({ policy }) => policy !== "filter-has-alarm");
    const page = renderHtml({ ...failing, stacks: [{ ...many, stack: "test", verdicts }, failing.stacks[0]] });
    const told = section(page, "findings");
    expect(told.slice(told.indexOf("root-usage"))).toContain("namespaces differ in case Chain trail audit");
  });

  test("more than ten thousand findings: every failed subject is named", () => {
    const report = large(31_500, 10_500);
    const page = renderHtml(report);
    expect(section(page, "findings").slice(-200)).toContain("further findings: every subject is named");
    const named = new Set(section(page, "policies").match(/bucket-\d+/g));
    const failed = report.stacks[0].verdicts.filter(({ status }) => status === "fail").map(({ subject }) => subject);
    expect(failed.filter((subject) => !named.has(subject))).toEqual([]);
  });
});
