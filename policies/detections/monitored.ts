import type { ControlLink } from "../frameworks/controls";
import type { Severity } from "../policy";
import type { CloudTrailRecord } from "./records";

/** One kind of event that a benchmark wants somebody to hear of. */
export interface Monitored {
  id: string;
  title: string;
  severity: Severity;
  /** Why it matters. */
  description: string;
  /** What the events are called in a message. */
  events: string;
  controls: readonly ControlLink[];
  /** Each of these must ring. */
  rings: readonly CloudTrailRecord[];
  /** None of these may: they look alike and are something else. */
  quiet: readonly CloudTrailRecord[];
  /**
   * Texts of which a filter that is meant for these events has one, whatever is wrong with it otherwise.
   * @default names of the events
   */
  words?: readonly string[];
  /** The patterns as editions of the benchmark and the pages of Security Hub print them, without blanks. */
  texts: readonly string[];
}

/** `($.eventName=A)||($.eventName=B)` */
export function listed(names: readonly string[], quote = ""): string {
  return names.map((name) => `($.eventName=${quote}${name}${quote})`).join("||");
}

/** Whether the text of a pattern names any of the events, if only in other letters. */
export function isMeantFor({ words, rings }: Monitored, text: string): boolean {
  const named = words ?? rings.map(({ eventName }) => eventName as string);
  const lower = text.toLowerCase();
  return named.some((word) => lower.includes(word.toLowerCase()));
}
