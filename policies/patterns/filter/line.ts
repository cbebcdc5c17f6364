import type { DelimitedField, DelimitedPattern } from "./ast";

interface Word {
  text: string;
  start: number;
}

/** The fields of a space-delimited log event: what stands in `[]` or `""` is one. */
function wordsOf(line: string): Word[] {
  const words: Word[] = [];
  const expression = /"((?:[^"\\]|\\[^])*)"|\[([^\]]*)\]|\S+/g;
  for (const match of line.matchAll(expression))
    words.push({ text: match[1] ?? match[2] ?? match[0], start: match.index });
  return words;
}

/**
 * The texts of a line that the fields of a pattern stand for, the ellipsis left out; `undefined` where the line is too
 * short for them.
 *
 * A pattern without an ellipsis may have fewer fields than the line: the last one then takes the rest. The guide says that
 * `[w1=ERROR, w2]` returns all events whose first word is ERROR and shows lines of seven words, and that the blank `w2` is
 * needed. (Its edition of 2020 wanted as many fields as words.) `[]` matches every event, as TestMetricFilter's page shows.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TestMetricFilter.html
 */
export function fieldTexts({ fields }: DelimitedPattern, line: string): string[] | undefined {
  const words = wordsOf(line);
  const named = fields.filter(isNamed).length;
  if (words.length < named) return undefined;
  const ellipsis = fields.indexOf("...");
  const texts = words.map(({ text }) => text);
  if (ellipsis >= 0) return [...texts.slice(0, ellipsis), ...texts.slice(texts.length - (named - ellipsis))];
  if (named === 0 || words.length === named) return texts.slice(0, named);
  return [...texts.slice(0, named - 1), line.slice(words[named - 1].start).trimEnd()];
}

export function isNamed(field: DelimitedField): field is Exclude<DelimitedField, "..."> {
  return field !== "...";
}
