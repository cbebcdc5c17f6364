import type { EngineEvent } from "@pulumi/pulumi/automation";

/** What one policy said about one resource, or about the stack. */
export interface Violation {
  policy: string;
  urn: string;
  level: "advisory" | "mandatory";
  message: string;
}

/** The resources that a policy passed, by its name; a policy that judges the stack has the empty URN. */
export type Passed = Record<string, string[]>;

/** Events that the engine sends and the SDK's types leave out. */
interface PolicyEvents {
  policyAnalyzeSummaryEvent?: Summary;
  policyAnalyzeStackSummaryEvent?: Summary;
  policyRemediationEvent?: { resourceUrn: string; policyName: string; before: object; after: object };
}
interface Summary {
  resourceUrn?: string;
  passed?: string[];
  failed?: string[];
}

/** One run of the engine with a pack, as its events tell it. */
export class Outcome {
  constructor(
    readonly failed: boolean,
    /** What a person would have read. */
    readonly output: string,
    readonly events: readonly (EngineEvent & PolicyEvents)[],
  ) {}

  get violations(): Violation[] {
    return this.events.flatMap(({ policyEvent }) =>
      policyEvent
        ? {
            policy: policyEvent.policyName,
            urn: policyEvent.resourceUrn ?? "",
            level: policyEvent.enforcementLevel as Violation["level"],
            message: withoutTitle(plain(policyEvent.message)),
          }
        : [],
    );
  }

  get passed(): Passed {
    const passed: Passed = {};
    for (const { policyAnalyzeSummaryEvent: one, policyAnalyzeStackSummaryEvent: all } of this.events)
      for (const policy of one?.passed ?? all?.passed ?? []) (passed[policy] ??= []).push(one?.resourceUrn ?? "");
    return passed;
  }

  get remediations(): { policy: string; urn: string }[] {
    return this.events.flatMap(({ policyRemediationEvent: event }) =>
      event ? { policy: event.policyName, urn: event.resourceUrn } : [],
    );
  }

  /** Errors that are no policy's. */
  get errors(): string[] {
    return this.events.flatMap(({ diagnosticEvent: event }) =>
      event?.severity === "error" ? plain(event.message).trim() : [],
    );
  }
}

/** Events as `--event-log` and the streaming previews write them: one on each line. */
export function eventsIn(text: string): (EngineEvent & PolicyEvents)[] {
  return text.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line)] : []));
}

/** Before a message the SDK puts the policy's title, but not before one with a level of its own. */
const withoutTitle = (text: string): string => {
  const [first, ...rest] = text.trim().split("\n");
  return rest.length > 0 ? rest.join("\n") : first;
};

const plain = (text: string): string => text.replace(/<\{%[^%]*%\}>/g, "");
