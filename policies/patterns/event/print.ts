import type { EventPattern, Fields, Matcher } from "./ast";

/** The pattern as JSON text, on one line. */
export function printEventPattern({ fields }: EventPattern): string {
  return JSON.stringify(fieldsJson(fields));
}

function fieldsJson(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(
    fields.map((entry) => {
      if ("or" in entry) return ["$or", entry.or.map(fieldsJson)];
      return [entry.name, "fields" in entry ? fieldsJson(entry.fields) : entry.values.map(matcherJson)];
    }),
  );
}

export function printMatchers(matchers: readonly Matcher[]): string {
  return JSON.stringify(matchers.map(matcherJson));
}

function matcherJson(matcher: Matcher): unknown {
  switch (matcher.op) {
    case "equals":
      return matcher.value;
    case "prefix":
    case "suffix":
      return { [matcher.op]: matcher.ignoreCase ? { "equals-ignore-case": matcher.text } : matcher.text };
    case "numeric":
      return { numeric: matcher.bounds.flatMap(({ operator, number }) => [operator, number]) };
    case "exists":
      return { exists: matcher.exists };
    case "anything-but":
      return {
        "anything-but":
          "but" in matcher ? { [matcher.but]: one(matcher, matcher.texts) } : one(matcher, matcher.values),
      };
    default:
      return { [matcher.op]: matcher.text };
  }
}

function one({ list }: { list: boolean }, values: readonly unknown[]): unknown {
  return list ? values : values[0];
}
