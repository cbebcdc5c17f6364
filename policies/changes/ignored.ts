import type { Resource } from "../graph/resource";

/**
 * The changes of these settings that nobody would hear of. `eventSelectors[0].readWriteType` is one of `eventSelectors`, `*` one
 * of all.
 */
export const ignored = ({ name, record }: Resource<unknown>, settings: readonly string[]): string[] =>
  (record.ignoreChanges ?? [])
    .filter((path) => path === "*" || settings.includes(path.split(/[.[]/)[0]))
    .map((path) => `${name}.${path}`);
