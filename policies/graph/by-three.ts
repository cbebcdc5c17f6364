/** Values by three keys. Nested maps, because a text made of the keys would be made, and hashed, for every question. */
export class ByThree<A, B, C, V> {
  readonly #values = new Map<A, Map<B, Map<C, V>>>();

  get(a: A, b: B, c: C): V | undefined {
    return this.#values.get(a)?.get(b)?.get(c);
  }

  /** @returns the value */
  set(a: A, b: B, c: C, value: V): V {
    let ofA = this.#values.get(a);
    if (!ofA) this.#values.set(a, (ofA = new Map()));
    let ofB = ofA.get(b);
    if (!ofB) ofA.set(b, (ofB = new Map()));
    ofB.set(c, value);
    return value;
  }
}
