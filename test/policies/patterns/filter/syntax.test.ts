import { explainFilter } from "../../../../policies/patterns/filter/explain";
import { filterFields, filterNeeds } from "../../../../policies/patterns/filter/needs";
import { parseFilterPattern } from "../../../../policies/patterns/filter/parse";
import { printFilterPattern } from "../../../../policies/patterns/filter/print";
import { FilterSyntaxError } from "../../../../policies/patterns/filter/syntax-error";

describe("what CloudWatch Logs refuses", () => {
  const refused: [pattern: string, position: number, expected: string, found: string][] = [
    ["{ }", 2, "a selector such as $.eventName", '"}"'],
    ["{ $.a = b", 9, 'the closing "}"', "the end of the pattern"],
    ["{ $.a = b } x", 12, 'nothing after the closing "}"', '"x"'],
    ["{ $.a }", 6, "an operator", '"}"'],
    ["{ $.a == b }", 7, "a value", '"="'],
    ["{ $.a = }", 8, "a value", '"}"'],
    ["{ $.a = b && }", 13, "a selector", '"}"'],
    ["{ ($.a = b }", 11, '")"', '"}"'],
    ["{ $.a = Failed authentication }", 15, "double quotes", '"authentication"'],
    ["{ $.a = 'b' }", 8, "a value in double quotes", '"\'"'],
    ['{ $.a = "b }', 12, "a closing double quote for the one at character 9", "the end of the pattern"],
    ["{ $.a = b@c }", 9, "&&", '"@"'],
    ['{ $.a > "5" }', 8, "a number after >", `'"'`],
    ["{ $.a <= word }", 9, "a number after <=", '"word"'],
    ["{ $.a EXISTS }", 6, '= "*"', '"EXISTS"'],
    ["{ $.a IS NOT NULL }", 6, "IS NOT", '"IS"'],
    ["{ $.a IS MAYBE }", 6, "IS NULL, IS TRUE, IS FALSE or NOT EXISTS", '"IS"'],
    ["{ a = b }", 2, "a selector", '"a"'],
    ["{ $a = b }", 3, '"." and a name after "$"', '"a"'],
    ["{ $[0] = b }", 3, '"." and a name after "$"', '"["'],
    ['{ $."a-b" = c }', 4, "$.['name']", `'"'`],
    ["{ $.a[x] = b }", 6, "the position of an element or *", '"x"'],
    ["{ $.a.*.* = b }", 2, "one wildcard in a selector", '"$"'],
    ["{ $.a[*] = 1 || $.b[*] = 1 || $.c[*] = 1 || $.* = 1 }", 0, "at most 3 selectors with a wildcard", '"{"'],
    ["{ $.a = %x% && $.b = %x% && $.c = %x% }", 0, "at most 2 regular expressions", '"{"'],
    ["[a, b", 5, 'the closing "]"', "the end of the pattern"],
    ["[a] b", 4, 'nothing after the closing "]"', '"b"'],
    ["[a, ..., b, ...]", 12, "one ellipsis", '"."'],
    ["[a, status = 4* && bytes > 1]", 19, "a condition on the field itself, status", '"bytes"'],
    ["[a = %x%, b = %x%, c = %x%]", 0, "at most 2 regular expressions", '"["'],
    ["err:", 3, "a blank between terms", '":"'],
    ["[ERROR", 6, 'the closing "]"', "the end of the pattern"],
    ["(x)", 0, "a word", '"("'],
    ['""', 0, "a text between the double quotes", `'"'`],
    ['"a""b"', 3, "a blank between terms", `'"'`],
    ['"a', 2, "a closing double quote", "the end of the pattern"],
    ["a -", 3, "a word", "the end of the pattern"],
    ["%a% b", 4, "it stands alone", '"b"'],
    ["%a", 2, 'a closing "%"', "the end of the pattern"],
    ["%%", 1, "a regular expression between the percent signs", '"%"'],
    ["%so!%", 3, "a letter, a digit", '"!"'],
    ["%(ab)%", 1, "a letter, a digit", '"("'],
    ["%a\\(%", 3, "after the backslash", '"("'],
    ["%é%", 1, "a letter, a digit", '"é"'],
    ["%*a%", 1, "something to repeat before it", '"*"'],
    ["%a**%", 3, "something to repeat before it", '"*"'],
    ["%a{3,2}%", 2, "a lower bound that is not above the upper one", '"{"'],
    ["%a{,}%", 4, "a number of repetitions", '"}"'],
    ["%a{1001}%", 2, "at most 1000 repetitions", '"{"'],
    [`%${"a{1000}".repeat(3)}%`, 0, "2000 repetitions in all", '"%"'],
    ["%[ab%", 4, 'a closing "]"', '"%"'],
    ["%[c-a]%", 2, "a range", '"c"'],
    ["%[]%", 2, "a character of the class", '"]"'],
    ["%\\x9F%", 3, "a code of ASCII", '"9F"'],
  ];
  test.each(refused)("%s", (pattern, position, expected, found) => {
    const error = errorOf(pattern);
    expect(error.position).toBe(position);
    expect(error.expected).toContain(expected);
    expect(error.found).toBe(found);
  });

  test("more than 1,024 characters", () => {
    const pattern = `{ $.a = "${"x".repeat(1013)}" }`;
    expect(pattern).toHaveLength(1025);
    expect(errorOf(pattern).message).toBe("expected at most 1024 characters, found 1025 characters at character 1025");
    expect(() => parseFilterPattern(pattern.replace("x", ""))).not.toThrow();
  });
});

function errorOf(pattern: string): FilterSyntaxError {
  try {
    parseFilterPattern(pattern);
  } catch (error) {
    if (error instanceof FilterSyntaxError) return error;
    throw error;
  }
  throw new Error(`${pattern} was accepted`);
}

describe("warnings", () => {
  test.each([
    ['{ $.a = "b*c" }', 8, "a star inside a text"],
    ['{ $.a = "" }', 8, "empty text"],
    ["{ $.a = 0.0.0.0/0 }", 8, "use double quotes"],
    ["{ $.a = true }", 8, "IS TRUE"],
    ["{ $.a not exists }", 6, "in capitals"],
    ["{ $['a'] = b }", 3, "with the dot"],
    ['{ $.["a"] = b }', 5, "single quotes"],
    [" { $.a = b }", 0, "begins with a blank"],
    ["?a ?b c", 0, "ignores terms with a question mark"],
  ])("%s", (pattern, position, message) => {
    expect(parseFilterPattern(pattern).warnings).toEqual([{ position, message: expect.stringContaining(message) }]);
  });

  test("none for what AWS documents", () => {
    const pattern = '{ $.a = "*x*" && $.b != s3.amazonaws.com && $.c.d[0] > 1e3 && $.f[*] = *x }';
    expect(parseFilterPattern(pattern).warnings).toEqual([]);
  });
});

test.each([
  ["{($.a=b)||(($.c!=1)&&($.d IS NULL))}", "{ $.a = b || $.c != 1 && $.d IS NULL }"],
  [
    "{ ($.a = \"b c\" || $.d < 5) && $.['e.f'][0].g NOT EXISTS }",
    "{ ($.a = \"b c\" || $.d < 5) && $.['e.f'][0].g NOT EXISTS }",
  ],
  ["{ $.a = %x{1,2}% }", "{ $.a = %x{1,2}% }"],
  ["[ a , … ,b=1||b=2, ]", "[a, ..., b = 1 || b = 2, ]"],
  [' a   - "b \\" c" ', 'a -"b \\" c"'],
  ["%a|b% ", "%a|b%"],
  ['" "', ""],
])("%s is printed as %s", (pattern, printed) => {
  expect(printFilterPattern(parseFilterPattern(pattern))).toBe(printed);
  expect(printFilterPattern(parseFilterPattern(printed))).toBe(printed);
});

describe("why", () => {
  const because = (pattern: string, event: unknown) => {
    const { matched, because } = explainFilter(parseFilterPattern(pattern), event);
    return [matched, ...because.map(({ text, found }) => `${text} ← ${found}`)];
  };
  const signin = { eventName: "ConsoleLogin", userIdentity: { type: "Root" }, tags: ["a", "b"] };

  test.each([
    [
      '{ $.eventName = "StopLogging" && $.userIdentity.type = "Root" }',
      [false, '$.eventName = "StopLogging" ← "ConsoleLogin"'],
    ],
    [
      "{ $.eventName = a || $.eventName = b }",
      [false, '$.eventName = a ← "ConsoleLogin"', '$.eventName = b ← "ConsoleLogin"'],
    ],
    [
      '{ ($.eventName = a || $.eventName = b) && $.additionalEventData.MFAUsed != "Yes" }',
      [false, '$.additionalEventData.MFAUsed != "Yes" ← nothing'],
    ],
    ["{ $.userIdentity != x }", [false, "$.userIdentity != x ← an object"]],
    ["{ $.tags[*] = c }", [false, '$.tags[*] = c ← "a", "b"']],
    [
      "{ $.eventName = ConsoleLogin || $.userIdentity.type = x }",
      [true, '$.eventName = ConsoleLogin ← "ConsoleLogin"'],
    ],
  ])("%s", (pattern, expected) => expect(because(pattern, signin)).toEqual(expected));

  test("terms, fields and what is no JSON", () => {
    expect(because("tape -disk", "tape disk")).toEqual([false, '-disk ← "tape disk"']);
    expect(because("?tape ?disk", "x")).toEqual([false, '?tape ← "x"', '?disk ← "x"']);
    expect(because("[a, b = 2*, ...]", "1 12 3")).toEqual([false, 'b = 2* ← "12"']);
    expect(because("[a, b, c]", "1 2")).toEqual([false, 'a line of at least 3 fields ← "1 2"']);
    expect(because("{ $.a = 1 }", "x")).toEqual([false, 'the event is a JSON object ← "x"']);
    expect(because("%b%", "a")).toEqual([false, '%b% ← "a"']);
  });
});

describe("what a pattern needs", () => {
  const list = (set: ReadonlySet<string> | undefined) => set && [...set];

  test.each([
    ["{ $.eventName = a }", ["a"]],
    ["{ $.eventName = a || $.eventName = b }", ["a", "b"]],
    ["{ $.eventSource = s && ($.eventName = a || $.eventName = b) }", ["a", "b"]],
    ["{ ($.eventName = a || $.eventName = b) && ($.eventName = b || $.eventName = c) }", ["b"]],
    ["{ $.eventName = a && $.eventName = b }", []],
    ["{ $.eventName = a || $.errorCode = b }", undefined],
    ["{ $.eventName != a }", undefined],
    ["{ $.eventName = a* }", undefined],
    ["{ $.eventName = %a% }", undefined],
    ["{ $.detail.eventName = a }", undefined],
    ["a", undefined],
  ])("%s needs the event names %j", (pattern, names) => {
    expect(list(filterNeeds(parseFilterPattern(pattern), "eventName"))).toEqual(names);
  });

  test("a nested field", () => {
    expect(list(filterNeeds(parseFilterPattern("{ $.userIdentity.type = Root }"), "userIdentity.type"))).toEqual([
      "Root",
    ]);
    expect(filterNeeds(parseFilterPattern("{ $.['userIdentity.type'] = Root }"), "userIdentity.type")).toBeUndefined();
  });

  test("the top-level fields", () => {
    const pattern = "{ $.eventName = a && $.userIdentity.type = Root || $.userIdentity.invokedBy NOT EXISTS }";
    expect(list(filterFields(parseFilterPattern(pattern)))).toEqual(["eventName", "userIdentity"]);
    expect(list(filterFields(parseFilterPattern("")))).toEqual([]);
    expect(filterFields(parseFilterPattern("{ $.* = a }"))).toBeUndefined();
    expect(filterFields(parseFilterPattern("a"))).toBeUndefined();
  });
});
