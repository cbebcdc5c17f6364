import type { ResourceRecord } from "./resource";

export const STACK_REFERENCE = "pulumi:pulumi:StackReference";

/** Types whose outputs can hold the name of any other resource: references, stores, generators, components, scripts. */
export function carriesNamesOfOthers(source: ResourceRecord): boolean {
  return (
    source.custom === false ||
    !/^aws(-native)?:/.test(source.type) ||
    /^aws:(ssm\/parameter|secretsmanager|cloudformation\/stack|lambda\/invocation):?/.test(source.type)
  );
}
