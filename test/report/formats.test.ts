import { formats, type Content } from "../../report/formats";
import { renderJson, writeJson } from "../../report/json";
import type { Report } from "../../report/report";
import { clean, everything, failing } from "./reports";

const look = { colour: false, width: 80 };

function whole(content: Content): string | Uint8Array {
  if (typeof content !== "function") return content;
  const pieces: string[] = [];
  content((piece) => pieces.push(piece));
  return pieces.join("");
}

const held: [string, Report][] = Object.entries({ clean, failing, everything });

describe.each(Object.entries(formats))("%s", (_, { load }) => {
  test.each(held)("gives the same bytes for the same report: %s", async (_, report) => {
    const render = await load();
    const content = whole(await render(report, look));
    if (typeof content === "string" && content !== "") expect(content.endsWith("\n")).toBe(true);
    expect(whole(await render(structuredClone(report), look))).toEqual(content);
  });
});

test("pieces of JSON are the same text", () => {
  for (const [, report] of held) expect(whole(writeJson(report))).toBe(renderJson(report));
});
