import type { TaskDefinitionProps } from "../kinds/ecs";

/** One container of a task, as far as its logs go. */
export interface Container {
  name?: string;
  logConfiguration?: { logDriver?: string; options?: Record<string, string> };
}

/** Throws while the text is not known. What is no list of containers is refused by AWS, and counts as none. */
export function containersOf({ containerDefinitions = "[]" }: TaskDefinitionProps): readonly Container[] {
  try {
    const parsed: unknown = JSON.parse(containerDefinitions);
    return Array.isArray(parsed) ? (parsed as Container[]) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** A container that writes to CloudWatch Logs. */
export const writesToGroup = ({ logConfiguration }: Container): boolean => logConfiguration?.logDriver === "awslogs";
