import { program, type Instruction } from "./regex-program";
import type { Regex } from "./regex";

/** The places that the matcher may be at, and where each kind of character leads. */
interface Stage {
  places: readonly number[];
  accepts: boolean;
  acceptsAtEnd: boolean;
  after: (Stage | undefined)[];
}

/** How many places all kept stages may have; beyond that they are built anew, which costs time but no memory. */
const KEPT_PLACES = 500_000;

/**
 * Searches a text for a regular expression in time that grows with the text and never with what is in it: all ways are
 * followed at once, one character at a time.
 */
export class RegexMatcher {
  readonly #program: readonly Instruction[];
  /** By ASCII code, and last for all others: characters that no part of the expression tells apart share a number. */
  readonly #kinds: readonly number[];
  readonly #samples: readonly number[];
  readonly #first: Stage;
  #stages = new Map<string, Stage>();
  /** By place: the walk that last reached it. */
  readonly #reachedIn: Uint32Array;
  #walk = 0;

  constructor(regex: Regex) {
    this.#program = program(regex);
    this.#reachedIn = new Uint32Array(this.#program.length);
    [this.#kinds, this.#samples] = kindsOf(this.#program);
    this.#first = this.#stage(this.#reach([0], true, false), true);
  }

  test(text: string): boolean {
    let stage = this.#first;
    for (let at = 0; at < text.length; at++) {
      if (stage.accepts) return true;
      const code = text.charCodeAt(at);
      const kind = this.#kinds[code < 128 ? code : 128];
      stage = stage.after[kind] ??= this.#step(stage, this.#samples[kind]);
    }
    return stage.accepts || stage.acceptsAtEnd;
  }

  #step(stage: Stage, code: number): Stage {
    // Place 0 is entered before every character: the match may begin anywhere.
    const entered = [0];
    for (const place of stage.places) {
      const instruction = this.#program[place];
      if (instruction.does === "take" && takes(instruction.characters, code)) entered.push(instruction.next);
    }
    const places = this.#reach(entered, false, false);
    const key = places.join();
    let next = this.#stages.get(key);
    if (!next) {
      if (this.#stages.size * this.#program.length >= KEPT_PLACES) this.#forget();
      this.#stages.set(key, (next = this.#stage(places, false)));
    }
    return next;
  }

  #forget(): void {
    for (const stage of [this.#first, ...this.#stages.values()]) stage.after.fill(undefined);
    this.#stages = new Map();
  }

  #stage(places: number[], atStart: boolean): Stage {
    const accepts = (reached: number[]) => reached.some((place) => this.#program[place].does === "accept");
    return {
      places,
      accepts: accepts(places),
      acceptsAtEnd: accepts(this.#reach(places, atStart, true)),
      after: Array<Stage | undefined>(this.#samples.length).fill(undefined),
    };
  }

  /** The places that are reached without taking a character, sorted. */
  #reach(entered: readonly number[], atStart: boolean, atEnd: boolean): number[] {
    const reached: number[] = [];
    const pending = [...entered];
    this.#walk++;
    for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
      if (this.#reachedIn[place] === this.#walk) continue;
      this.#reachedIn[place] = this.#walk;
      const instruction = this.#program[place];
      if (instruction.does === "fork") {
        pending.push(instruction.next, instruction.or);
        continue;
      }
      reached.push(place);
      if ((instruction.does === "start" && atStart) || (instruction.does === "end" && atEnd))
        pending.push(instruction.next);
    }
    return reached.sort((left, right) => left - right);
  }
}

function takes({ ascii, others }: { ascii: readonly boolean[]; others: boolean }, code: number): boolean {
  return code < 128 ? ascii[code] : others;
}

/** The kind of every character, and one character of every kind. */
function kindsOf(instructions: readonly Instruction[]): [kinds: number[], samples: number[]] {
  const told = [...new Set(instructions.flatMap((each) => (each.does === "take" ? [each.characters] : [])))];
  const kinds: number[] = [];
  const samples: number[] = [];
  const bySignature = new Map<string, number>();
  for (let code = 0; code <= 128; code++) {
    const signature = told.map((characters) => (takes(characters, code) ? "1" : "0")).join("");
    let kind = bySignature.get(signature);
    if (kind === undefined) {
      kind = samples.push(code) - 1;
      bySignature.set(signature, kind);
    }
    kinds.push(kind);
  }
  return [kinds, samples];
}
