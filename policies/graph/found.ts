import { UnknownValue } from "./value";

/**
 * What a lookup in the graph found, in program order. A lookup may be open-ended: a value that is not known yet could
 * name one more resource. Asking a question that only that resource could settle throws {@link UnknownValue}; a question
 * that the found ones settle already is answered.
 */
export class Found<T> {
  /**
   * @param known what was found
   * @param elsewhere known names (ARNs, ids) that no resource of the stack answers to
   * @param open why the list may be incomplete; `undefined` when it is complete
   */
  constructor(
    readonly known: readonly T[],
    readonly elsewhere: readonly string[] = [],
    readonly open?: UnknownValue,
  ) {}

  /** The first that satisfies, or `undefined` when certainly none does. */
  find(satisfies: (item: T) => boolean): T | undefined {
    let undecided = this.open;
    for (const item of this.known) {
      try {
        if (satisfies(item)) return item;
      } catch (error) {
        if (!(error instanceof UnknownValue)) throw error;
        undecided ??= error;
      }
    }
    if (undecided) throw undecided;
    return undefined;
  }

  some(satisfies: (item: T) => boolean): boolean {
    return this.find(satisfies) !== undefined;
  }

  every(satisfies: (item: T) => boolean): boolean {
    return !this.some((item) => !satisfies(item));
  }

  filter(satisfies: (item: T) => boolean): Found<T> {
    let undecided = this.open;
    const kept = this.known.filter((item) => {
      try {
        return satisfies(item);
      } catch (error) {
        if (!(error instanceof UnknownValue)) throw error;
        undecided ??= error;
        return false;
      }
    });
    return new Found(kept, this.elsewhere, undecided);
  }

  flatMap<U>(next: (item: T) => Found<U>): Found<U> {
    const steps = this.known.map(next);
    if (steps.length === 1 && this.elsewhere.length === 0 && !this.open) return steps[0];
    return new Found(
      [...new Set(steps.flatMap((step) => step.known))],
      [...this.elsewhere, ...steps.flatMap((step) => step.elsewhere)],
      this.open ?? steps.find((step) => step.open)?.open,
    );
  }

  /** The first of all; `undefined` when there is certainly none. */
  get first(): T | undefined {
    return this.find(() => true);
  }

  get isEmpty(): boolean {
    return this.first === undefined;
  }

  /** All of them; throws when the list may be incomplete. */
  get all(): readonly T[] {
    if (this.open) throw this.open;
    return this.known;
  }
}
