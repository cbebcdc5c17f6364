import type { Resource } from "../graph/resource";

/** What the JSON text of a replication task says about its log. */
export interface TaskSettings {
  Logging?: { EnableLogging?: boolean; LogComponents?: { Id?: string; Severity?: string }[] };
}

/** Throws while the text is not known. What is no JSON is refused by AWS, and counts as nothing. */
export function settingsOf({ props }: Resource<{ replicationTaskSettings?: string }>): TaskSettings {
  try {
    return JSON.parse(props.replicationTaskSettings ?? "{}") as TaskSettings;
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
