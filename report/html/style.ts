import { evidence } from "./style/evidence";
import { findings } from "./style/findings";
import { media } from "./style/media";
import { overview } from "./style/overview";
import { page } from "./style/page";
import { palette } from "./style/palette";

/** The page's style, without the margins that it has in the program. */
export const style = [palette, page, overview, findings, evidence, media].join("").replace(/\s*\n\s*/g, "\n");
