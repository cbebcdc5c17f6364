import { Output, Resource, runtime, type CustomResource, type Inputs } from "@pulumi/pulumi";

/** What a resource was made with. Its outputs say the same, but only once the program has run. */
export interface Made {
  readonly resource: Resource;
  readonly type: string;
  readonly inputs: Inputs;
}

/**
 * The resources that the program makes from now on. A transformation of the stack sees each of them in the program's own
 * process, before the engine does: with its inputs, and therefore with what it is connected to. It changes nothing.
 */
export class Recorded {
  readonly #inputs = new Map<Resource, Inputs>();
  readonly #byType = new Map<string, Made[]>();

  constructor(onMade: (made: Made) => void = () => undefined) {
    // Unit tests with mocks have no root stack, hence nothing to listen to.
    if (runtime.getStackResource() === undefined) return;
    runtime.registerStackTransformation(({ resource, type, props }) => {
      const made = { resource, type, inputs: props ?? {} };
      this.#inputs.set(resource, made.inputs);
      const same = this.#byType.get(type);
      if (same) same.push(made);
      else this.#byType.set(type, [made]);
      onMade(made);
      return undefined;
    });
  }

  inputsOf(resource: Resource): Inputs | undefined {
    return this.#inputs.get(resource);
  }

  ofType(type: string): readonly Made[] {
    return this.#byType.get(type) ?? [];
  }
}

/** The resources whose outputs are part of a value. */
export function resourcesIn(value: unknown): Resource[] {
  if (Resource.isInstance(value)) return [value];
  if (Output.isInstance(value)) return [...(value as unknown as { resources(): Set<Resource> }).resources()];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(resourcesIn);
}

/** Name and type in the program, which the SDK keeps in fields that its types leave out. */
export const programNameOf = (resource: CustomResource): string => (resource as unknown as { __name: string }).__name;
export const typeOf = (resource: Resource): string => (resource as unknown as { __pulumiType: string }).__pulumiType;
