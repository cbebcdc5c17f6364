import { compileFilter } from "../../../../policies/patterns/filter/compile";
import { parseFilterPattern } from "../../../../policies/patterns/filter/parse";

const matches = (pattern: string, event: unknown) => compileFilter(parseFilterPattern(pattern))(event);

/** Pattern and event, and what CloudWatch Logs says: as its guide shows, as it was seen, or as we decided. */
type Row = [pattern: string, event: unknown, expected: boolean];

function table(title: string, rows: Row[]): void {
  describe(title, () => {
    const titled = rows.map(([pattern, event, expected]): [string, ...Row] => [
      titleOf(event),
      pattern,
      event,
      expected,
    ]);
    test.each(titled)("%s: %s", (_title, pattern, event, expected) => expect(matches(pattern, event)).toBe(expected));
  });
}

function titleOf(event: unknown): string {
  if (event === release) return "the release";
  return typeof event === "string" && event.length < 60
    ? `"${event}"`
    : (JSON.stringify(event) ?? "nothing").slice(0, 60);
}

const release = {
  kind: "Release",
  address: "10.20.30.40",
  tags: ["first", "second"],
  parts: [
    { label: "x", id: 7 },
    { label: "y", id: 8 },
  ],
  nothing: null,
  "host.name": "h1",
  on: true,
  off: false,
  count: 123,
  ratio: 12.34,
  digits: "123",
  empty: "",
  grid: [
    [1, 2],
    [3, 4],
  ],
};

table("JSON: texts", [
  ['{ $.kind = "Release" }', release, true],
  ["{ $.kind = Release }", release, true],
  ['{ $.kind = "release" }', release, false],
  ["{ $.address != 99.99.* }", release, true],
  ["{ $.address != 10.20.* }", release, false],
  ["{$.kind=Release}", release, true],
  ['{ $.kind = "Rel*" }', release, true],
  ['{ $.kind = "*ease" }', release, true],
  ['{ $.kind = "*lea*" }', release, true],
  ['{ $.kind = "*lee*" }', release, false],
  ['{ $.kind = "*" }', release, true],
  ["{ $.kind = * }", release, true],
  ['{ $.empty = "*" }', release, true],
  ['{ $.missing = "*" }', release, false],
  ['{ $.quoted = "say \\"hi\\" \\\\ bye" }', { quoted: 'say "hi" \\ bye' }, true],
]);

table("JSON: a star inside a text is a star", [
  ['{ $.kind = "Re*se" }', release, false],
  ['{ $.kind = "Re*se" }', { kind: "Re*se" }, true],
  ['{ $.kind = "*e*s*" }', { kind: "xe*sx" }, true],
]);

table("JSON: selectors", [
  ['{ $.tags[0] = "first" }', release, true],
  ['{ $.tags[1] = "first" }', release, false],
  ['{ $.tags[*] = "second" }', release, true],
  ["{ $.parts[1].id = 8 }", release, true],
  ["{ $.parts[*].id = 8 }", release, true],
  ["{ $.parts[*].id = 9 }", release, false],
  ["{ $.parts[5].id != 8 }", release, false],
  ["{ $.grid[1][0] = 3 }", release, true],
  ["{ $.* = %^10\\.20\\.30\\.[0-9]{1,2}$% }", release, true],
  ["{ $.['host.name'] = h1 }", release, true],
  ["{ $['host.name'] = h1 }", release, true],
  ['{ $["host.name"] = h1 }', release, true],
  ["{ $.host.name = h1 }", release, false],
  ["{ $.detail-type = x }", { "detail-type": "x" }, true],
  ["{ $.tags.0 = first }", release, false],
  ["{ $.tags.length = 2 }", release, false],
  ["{ $.constructor NOT EXISTS }", release, true],
  ["{ $.__proto__ NOT EXISTS }", release, true],
]);

table("JSON: numbers", [
  ["{ $.count > 122 }", release, true],
  ["{ $.count > 123 }", release, false],
  ["{ $.count >= 123 }", release, true],
  ["{ $.count < 1.5e2 }", release, true],
  ["{ $.count <= 122.9 }", release, false],
  ["{ $.count = 123.0 }", release, true],
  ["{ $.count != 124 }", release, true],
  ["{ $.count = 1.23e+2 }", release, true],
  ["{ $.parts[0].id > -3 }", release, true],
  ["{ $.parts[0].id < +1000 }", release, true],
  ["{ $.ratio != 1e-3 }", release, true],
  ["{ $.count = 12* }", release, true],
  ['{ $.count != "*32" }', release, true],
]);

table("JSON: where text meets number", [
  ['{ $.count = "123" }', release, true],
  ['{ $.count != "123.0" }', release, true],
  ["{ $.digits = 123 }", release, true],
  ["{ $.digits = 123.0 }", release, false],
  ["{ $.kind != 111 }", release, true],
  ["{ $.digits > 1 }", release, false],
  ["{ $.count = %^1.3$% }", release, true],
]);

table("JSON: what is no text and no number", [
  ["{ $.nothing IS NULL }", release, true],
  ["{ $.missing IS NULL }", release, false],
  ['{ $.nothing != "x" }', release, false],
  ["{ $.nothing NOT EXISTS }", release, false],
  ["{ $.missing NOT EXISTS }", release, true],
  ["{ $.on IS TRUE }", release, true],
  ["{ $.off IS TRUE }", release, false],
  ["{ $.off IS FALSE }", release, true],
  ["{ $.on = true }", release, false],
  ["{ $.on != false }", release, false],
  ['{ $.tags = "first" }', release, false],
  ['{ $.tags != "first" }', release, false],
  ['{ $.parts[0] != "x" }', release, false],
  ["{ $.tags[*] NOT EXISTS }", release, false],
  ["{ $.missing[*] NOT EXISTS }", release, true],
  ['{ $.missing != "x" }', release, false],
  ['{ $.missing != "x" || $.kind = Release }', release, true],
]);

table("JSON: && binds tighter than ||", [
  ["{ $.count = 1 && $.kind = no || $.on IS TRUE }", release, true],
  ["{ $.on IS TRUE || $.kind = no && $.count = 1 }", release, true],
  ["{ ($.on IS TRUE || $.kind = no) && $.count = 1 }", release, false],
  ["{ (($.count = 123) && ($.kind = Release)) }", release, true],
]);

table("JSON: the event", [
  ["{ $.kind = Release }", JSON.stringify(release), true],
  ["{ $.kind = Release }", `at noon ${JSON.stringify(release)}`, false],
  ["{ $.missing NOT EXISTS }", "no JSON", false],
  ["{ $.missing NOT EXISTS }", "5", false],
  ["{ $.missing NOT EXISTS }", "[]", false],
  ["{ $.missing NOT EXISTS }", undefined, false],
]);

table("terms", [
  ["", "anything", true],
  ["  ", "anything", true],
  ['" "', "anything", true],
  ["WARN", "[WARN] disk", true],
  ["WARN", "[warn] disk", false],
  ["WARN", "PREWARNED", true],
  ["WARN disk", "disk: [WARN]", true],
  ["WARN disk", "[WARN] tape", false],
  ["?WARN ?disk", "tape [WARN]", true],
  ["?WARN ?disk", "disk", true],
  ["?WARN ?disk", "tape", false],
  ["WARN -disk", "[WARN] tape", true],
  ["WARN -disk", "[WARN] disk", false],
  ["-disk", "tape", true],
  ['"[WARN]" - "tape"', "[WARN] tape", false],
  ['"disk full"', "the disk full of", true],
  ['"disk full"', "full disk", false],
  ["?WARN ?disk full", "tape full", true],
  ["?WARN ?disk full", "WARN disk", false],
  ['"\\"code\\": 5"', '{"code": 5}', true],
  ["tape", { medium: "tape" }, true],
]);

const line = '10.0.0.7 web anna [24/Dec/2025:18:00:00 +0100] "GET /gifts.html HTTP/1.1" 404 1534';
table("space-delimited", [
  ["[]", line, true],
  ["[]", "", true],
  ["[ip, host, user, time, request, status, bytes]", line, true],
  ["[ip, host, user, time, request, status, bytes, more]", line, false],
  ["[ip=%^10\\.0\\.0\\.[1-9]$%, host, user, time, request=*.html*, status=4*, bytes]", line, true],
  ["[..., request=*.html*, status=4*, bytes]", line, true],
  ["[..., status=4*]", line, false],
  ["[..., request=*.html*, status=4*,]", line, true],
  ["[ip, host, ..., status, bytes > 1000]", line, true],
  ["[ip, host, ..., status, bytes > 2000]", line, false],
  ["[ip, host=web, ...]", line, true],
  ["[…, bytes=1534]", line, true],
  ["[a, b, c, d, e, f, g, h, ...]", line, false],
  ["[..., status = 404 || status = 410, bytes]", line, true],
  ["[..., status != 404 && status != 410, bytes]", line, false],
  ["[..., status >= 400 && (status < 404 || status = 404.0), bytes]", line, true],
  ['[..., request = "GET /gifts.html HTTP/1.1", status, bytes]', line, true],
  ["[..., time=24/Dec/2025*, request, status, bytes]", line, true],
  ["[..., bytes > 1]", "a b c", false],
]);

table("space-delimited: the last field takes the rest of a longer line", [
  ["[w1=ERROR, w2]", "ERROR 12:00 the tape broke", true],
  ["[w1=ERROR, w2]", "INFO 12:00 the tape broke", false],
  ["[w1=ERROR || w1=WARN, w2]", "WARN 12:00 slow", true],
  ["[w1!=ERROR && w1!=WARN, w2]", "INFO 12:00 fine", true],
  ["[w1, w2=*broke]", "ERROR 12:00 the tape broke", true],
  ["[w1=ERROR]", "ERROR 12:00", false],
  ["[w1=ERROR, w2]", "ERROR", false],
]);

table("regular expressions", [
  ["%AUTHOR%", "UNAUTHORIZED", true],
  ["%^[hc]at%", "hat trick", true],
  ["%^[hc]at%", "a hat", false],
  ["%[hc]at$%", "the cat", true],
  ["%[hc]at$%", "cats", false],
  ["%colou?r%", "color", true],
  ["%^a{3,5}$%", "aaaa", true],
  ["%^a{3,5}$%", "aa", false],
  ["%^a{3,5}$%", "aaaaaa", false],
  ["%^a{,2}$%", "aaa", false],
  ["%^a{2}$%", "aa", true],
  ["%^a{2,}$%", "aaaaaaa", true],
  ["%^a{2, 3}$%", "aaa", true],
  ["%gra|ey%", "grey", true],
  ["%^start|^shutting down%", "shutting down", true],
  ["%^start|^shutting down%", "no start", false],
  ["%\\[.\\]%", "[ ]", true],
  ["%ab*c%", "ac", true],
  ["%ab+c%", "ac", false],
  ["%.at%", "at", false],
  ["%.at%", "4at", true],
  ["%\\d\\D\\s\\S\\w\\W%", "1x _a-", true],
  ["%\\W%", "a_9", false],
  ["%^[^c]$%", "c", false],
  ["%^[^c]$%", "é", true],
  ["%\\x3A\\x28%", "a:(b", true],
  ["%10\\.10\\.0\\.1%", "10010,051", false],
  ["%10.10.0.1%", "10010,051", true],
  ["%[a-c-]%", "-", true],
  ["%[]-]%".replace("[]", "[\\]"), "]", true],
  ["%^$%", "", true],
  ["%^$%", "x", false],
  ["%a|%", "x", true],
  ["%x*?y%", "xxy", true],
]);

test("a regular expression that makes backtracking matchers hang ends", () => {
  const pattern = `%^${"a*".repeat(300)}b$%`;
  expect(matches(pattern, "a".repeat(20_000))).toBe(false);
  expect(matches("%^[ab]{0,900}[ab]{0,900}c$%", `${"ab".repeat(10_000)}`)).toBe(false);
});
