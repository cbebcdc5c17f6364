import fc from "fast-check";

/** Few names and values, so that patterns and records meet. */
const NAMES = ["a", "b", "c", "constructor", "length", "0"];
const TEXTS = ["x", "y", "xy", "yx", "1", "1.0", "12", "true", "", "a b", '"', "\\", "é"];

const blank = fc.constantFrom("", " ", "  ", "\n");
const concat = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(""));

const step = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...NAMES).map((name) => `.${name}`) },
  { weight: 2, arbitrary: fc.constantFrom("[0]", "[1]") },
  { weight: 1, arbitrary: fc.constantFrom(".['a.b']", ".['it\\'s']") },
);
const wildcard = fc.constantFrom("", "", "", "", "", "", "", ".*", "[*]");
/** A selector that begins with a name. */
export const selector = concat(
  fc.constantFrom(...NAMES).map((name) => `$.${name}`),
  fc.array(step, { maxLength: 2 }).map((steps) => steps.join("")),
  wildcard,
);

const quoted = fc
  .tuple(
    fc.constantFrom("", "", "*"),
    fc.oneof(fc.constantFrom(...TEXTS), fc.string({ maxLength: 3 })),
    fc.constantFrom("", "", "*"),
  )
  .map(([before, text, after]) => `"${before}${text.replace(/["\\]/g, "\\$&")}${after}"`);
const bare = fc.constantFrom("x", "xy", "x*", "*y", "*x*", "*", "x*y", "s3.amazonaws.com", "true");
const number = fc.constantFrom("1", "1.0", "12", "-3", "+2", "1e1", ".5", "2E-1");

/** Sources of regular expressions that AWS and JavaScript read alike. */
export const regexSource = fc
  .array(
    concat(
      fc.constantFrom("", "", "", "", "", "^"),
      fc.constantFrom(
        "x",
        "y",
        "1",
        ".",
        "[xy]",
        "[^x]",
        "[x-z1]",
        "[\\d.]",
        "\\d",
        "\\D",
        "\\w",
        "\\W",
        "\\s",
        "\\S",
        "\\x79",
        "\\.",
        "-",
      ),
      fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{1,}", "{0,2}", "*?"),
      fc.constantFrom("", "", "", "", "$", "|"),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(""));
const regex = regexSource.map((source) => `%${source}%`);

const equality = concat(
  blank,
  fc.constantFrom("=", "!="),
  blank,
  fc.oneof(
    { weight: 4, arbitrary: quoted },
    { weight: 3, arbitrary: bare },
    { weight: 2, arbitrary: number },
    { weight: 1, arbitrary: regex },
  ),
);
const order = concat(blank, fc.constantFrom("<", "<=", ">", ">="), blank, number);
const comparison = fc.oneof({ weight: 4, arbitrary: equality }, { weight: 1, arbitrary: order });
const state = fc.constantFrom("IS NULL", "IS TRUE", "IS FALSE", "NOT EXISTS", "not  exists").map((text) => ` ${text}`);

export const clause = concat(selector, fc.oneof({ weight: 4, arbitrary: comparison }, { weight: 1, arbitrary: state }));

/** Clauses joined and bracketed in any way. */
const expressionOf = (each: fc.Arbitrary<string>) =>
  fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      each,
      concat(tie("expression"), blank, fc.constantFrom("&&", "||"), blank, tie("expression")),
      concat(fc.constant("("), blank, tie("expression"), blank, fc.constant(")")),
    ),
  })).expression;

export const jsonPattern = concat(fc.constant("{"), blank, expressionOf(clause), blank, fc.constant("}"));

const field = fc
  .constantFrom("ip", "w1", "status", "")
  .chain((name) =>
    name === ""
      ? fc.constantFrom("", "...", "other")
      : fc.oneof(fc.constant(name), expressionOf(comparison.map((text) => name + text))),
  );
export const delimitedPattern = fc.array(field, { maxLength: 4 }).map((fields) => `[${fields.join(" , ")}]`);

const term = concat(fc.constantFrom("", "", "", "-", "?"), fc.oneof(fc.constantFrom("x", "xy", "ERROR"), quoted));
export const termsPattern = fc.array(term, { maxLength: 4 }).map((terms) => terms.join(" "));

/** Every kind of pattern, and now and then one that CloudWatch Logs refuses. */
export const pattern = fc.oneof(
  { weight: 6, arbitrary: jsonPattern },
  { weight: 2, arbitrary: delimitedPattern },
  { weight: 1, arbitrary: termsPattern },
  { weight: 1, arbitrary: regex },
);

const scalar = fc.constantFrom<unknown>(...TEXTS, "yxy", "s3.amazonaws.com", 1, 12, -3, 0.5, 10, true, false, null);

/** Records whose fields often are those of the patterns. */
export const record = fc.letrec<{ value: unknown; record: Record<string, unknown> }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie("value"), { maxLength: 2 }), tie("record")),
  record: fc.dictionary(fc.constantFrom(...NAMES, "a.b", "it's"), tie("value"), { maxKeys: 5 }),
})).record;

/** Lines of a log. */
export const line = fc
  .array(fc.oneof(fc.constantFrom("x", "1", "12", "ERROR", "[a b]", '"x y"', "[", '"'), fc.string({ maxLength: 5 })), {
    maxLength: 5,
  })
  .map((words) => words.join(" "));
