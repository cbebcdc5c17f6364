import type { Characters, Piece, Regex } from "./regex";

/** What a place of the matcher does; `next` and `or` are places to go on at. */
export type Instruction =
  | { does: "take"; characters: Characters; next: number }
  | { does: "fork"; next: number; or: number }
  | { does: "start" | "end"; next: number }
  | { does: "accept" };

/** Thompson's construction: as many places as the expression has characters and repetitions. The first place is 0. */
export function program({ alternatives }: Regex): Instruction[] {
  const places: Instruction[] = [];
  const ends: { next: number; or: number }[] = [];
  alternatives.forEach((pieces, index) => {
    const fork =
      index < alternatives.length - 1 ? add(places, { does: "fork", next: places.length + 1, or: -1 }) : undefined;
    for (const piece of pieces) addPiece(places, piece);
    // A fork whose two ways are one is a step.
    const end = add(places, { does: "fork", next: -1, or: -1 });
    ends.push(end);
    if (fork) fork.or = places.length;
  });
  for (const end of ends) end.next = end.or = places.length;
  places.push({ does: "accept" });
  return places;
}

function addPiece(places: Instruction[], { atom, least, most }: Piece): void {
  const take = () =>
    typeof atom === "string"
      ? add(places, { does: atom, next: places.length + 1 })
      : add(places, { does: "take", characters: atom, next: places.length + 1 });
  for (let copy = 0; copy < least; copy++) take();
  if (most === Infinity) {
    const loop = places.length;
    const fork = add(places, { does: "fork", next: loop + 1, or: -1 });
    take().next = loop;
    fork.or = places.length;
  } else {
    const forks: { or: number }[] = [];
    for (let copy = least; copy < most; copy++) {
      forks.push(add(places, { does: "fork", next: places.length + 1, or: -1 }));
      take();
    }
    for (const fork of forks) fork.or = places.length;
  }
}

function add<I extends Instruction>(places: Instruction[], instruction: I): I {
  places.push(instruction);
  return instruction;
}
