import type { Emission } from "../filters/emission";
import type { Emissions } from "../filters/emissions";
import { Multimap } from "../graph/multimap";
import { UnknownValue } from "../graph/value";

/** The metric that an alarm reads and no filter emits. */
export interface Wanted {
  namespace: string;
  name: string;
  place: string;
}

/** How an alarm can miss the metric that it means. */
interface Slip {
  meant(wanted: Wanted, emissions: Emissions, unread: Unread): Emission | undefined;
  says(wanted: Wanted, meant: Emission): string;
}

const shown = ({ namespace, name }: Wanted): string => `${namespace}/${name}`;
const emitter = ({ filters: [filter] }: Emission): string => filter.name;

/**
 * The most certain first. Two names may be alike by chance, so where only that speaks for a slip, the metric must be one
 * that no alarm reads.
 */
const slips: Slip[] = [
  {
    meant(wanted, emissions) {
      const same = emissions
        .alike(wanted)
        .find(({ namespace, name }) => namespace === wanted.namespace && name === wanted.name);
      const vague = same && [wanted, same].find(({ place }) => place.startsWith("the region of"));
      if (vague) throw new UnknownValue(vague.place, "not configured (aws:region)");
      return same;
    },
    says: (wanted, meant) =>
      `it reads ${shown(wanted)} in ${wanted.place}; ${emitter(meant)} emits it in ${meant.place}`,
  },
  {
    meant: (wanted, emissions) => emissions.alike(wanted)[0],
    says: (wanted, meant) =>
      `it reads ${shown(wanted)}; ${emitter(meant)} emits ${meant}, and CloudWatch tells upper from lower case`,
  },
  {
    meant: (wanted, emissions, unread) =>
      emissions
        .ofFilterNamed(wanted.name)
        .find((emission) => emission.namespace === wanted.namespace || unread.has(emission)),
    says: (_, meant) => `it reads the name of the filter ${emitter(meant)}, which emits ${meant}`,
  },
  {
    meant: (wanted, emissions, unread) => emissions.named(wanted.name).find((emission) => unread.has(emission)),
    says: (wanted, meant) => `it reads ${shown(wanted)}; ${emitter(meant)} emits ${meant}`,
  },
  {
    meant: (wanted, _, unread) => unread.near(wanted),
    says: (wanted, meant) => `it reads ${shown(wanted)}; ${emitter(meant)} emits ${meant}`,
  },
];

export function slipOf(
  wanted: Wanted,
  emissions: Emissions,
  unread: Unread,
): { emission: Emission; miss: string } | undefined {
  for (const { meant, says } of slips) {
    const emission = meant(wanted, emissions, unread);
    if (emission) return { emission, miss: says(wanted, emission) };
  }
  return undefined;
}

/** The metrics that no alarm reads, found by nearly their name. */
export class Unread {
  readonly #all = new Set<Emission>();
  readonly #bySpelling = new Multimap<string, Emission>();

  constructor(emissions: Iterable<Emission>) {
    for (const emission of emissions) {
      this.#all.add(emission);
      for (const spelling of spellings(emission.name))
        this.#bySpelling.add(`${emission.namespace}\n${spelling}`, emission);
    }
  }

  has(emission: Emission): boolean {
    return this.#all.has(emission);
  }

  near({ namespace, name }: Wanted): Emission | undefined {
    return spellings(name).flatMap((spelling) => this.#bySpelling.get(`${namespace}\n${spelling}`))[0];
  }
}

/**
 * The spellings under which two names meet that are one slip apart: a letter too many, too few, another one or two
 * swapped; case and punctuation do not count. Meeting through spellings saves comparing every name with every other.
 */
function spellings(name: string): string[] {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, "");
  // Among short names too many are one letter apart.
  if (plain.length < 5) return [plain];
  return [plain, ...Array.from(plain, (_, at) => plain.slice(0, at) + plain.slice(at + 1))];
}
