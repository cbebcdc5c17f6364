/** Lists by key; a key that was never added has an empty one. */
export class Multimap<K, V> {
  readonly #lists = new Map<K, V[]>();

  add(key: K, value: V): void {
    const list = this.#lists.get(key);
    if (list) list.push(value);
    else this.#lists.set(key, [value]);
  }

  get(key: K): readonly V[] {
    return this.#lists.get(key) ?? [];
  }

  /** Every value, in the order of the keys. */
  get values(): readonly V[] {
    return [...this.#lists.values()].flat();
  }

  *[Symbol.iterator](): IterableIterator<[K, readonly V[]]> {
    yield* this.#lists;
  }
}
