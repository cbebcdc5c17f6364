import type { Severity } from "../alert-routing";
import type { Watch } from "./watch";

/** What belongs to the monitoring itself. Known before it exists, because the names are deterministic. */
export interface Own {
  readonly logGroupName: string;
  /** What the names of its alarms, topics and rules begin with. */
  readonly prefix: string;
  /** @default every trail */
  readonly trailName?: string;
  /** @default every bucket */
  readonly bucketName?: string;
}

/** Which detections a profile switches on: the benchmark's, those on the monitoring itself, on attacks, and the rest. */
export const FAMILIES = ["cis", "tamper", "attacks", "reserves"] as const;
export type Family = (typeof FAMILIES)[number];

/** What to look for in the trail, as data: another detection is another row. */
export interface Detection {
  readonly id: string;
  /** Number of the control within the monitoring section of the CIS benchmark. */
  readonly cis?: number;
  /** Techniques of MITRE ATT&CK, version 17. */
  readonly attack: readonly string[];
  readonly severity: Severity;
  /** What happened, for whoever gets the alarm. */
  readonly title: string;
  /** What to do first. */
  readonly firstLook: string;
  /** When it rings without anything being wrong. */
  readonly harmless: string;
  /** The filter: in words of CloudWatch Logs, or as calls from which those words are made. */
  readonly looksFor: string | readonly Watch[] | ((own: Own) => readonly Watch[]);
  /** Event patterns of EventBridge for what cannot be told as calls; each is the `detail` of an event. @default from the calls */
  readonly details?: readonly object[];
  /** Whether the calls can be made in the home region of the trail only, where what they are about is. @default false */
  readonly homeOnly?: boolean;
  /** Events within five minutes that ring, where one of them is everyday work. @default 1 */
  readonly threshold?: number;
}
