import type { Edit } from "../mutate";

/** Breaks of the patterns of the account stack's detections. */

const FILTER = "cloudwatch/logMetricFilter:LogMetricFilter";

export const named = (detection: string): RegExp => new RegExp(`cis-${detection}$`);

/** Rewrites the pattern of one detection. */
export const pattern =
  (detection: string, rewrite: string | ((text: string) => string)): Edit =>
  (stack) => {
    for (const { values } of stack.find(FILTER, named(detection))) {
      const text = values.pattern as string;
      const rewritten = typeof rewrite === "string" ? rewrite : rewrite(text);
      if (rewritten === text) throw new Error(`the pattern of ${detection} stays as it was`);
      values.pattern = rewritten;
    }
  };

export const and = (clause: string) => (text: string) => text.replace(/^\{(.*)\}$/, `{ ($1) && (${clause}) }`);
