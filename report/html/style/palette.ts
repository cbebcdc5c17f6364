import { css } from "./css";

/** Colours by what they mean; every pair of text and ground has a contrast of 4.5 or more. Paper is always light. */
export const palette = css`
  :root {
    color-scheme: light dark;
    --ground: #f6f7f9;
    --sheet: #ffffff;
    --ink: #17202c;
    --quiet: #515d6d;
    --line: #dde2e8;
    --strong-line: #8a95a3;
    --accent: #0f4f80;
    --code: #eef1f5;
    --bad: #a3151d;
    --bad-soft: #fdecec;
    --open: #744700;
    --open-soft: #fdf2d9;
    --good: #155f34;
    --good-soft: #e5f4ea;
    --mute: #4a5665;
    --mute-soft: #eaeef2;
    --worst: #ffffff;
    --worst-soft: #8b0f2f;
    --low: #1f4f78;
    --low-soft: #e6f0f9;
  }
  @media screen and (prefers-color-scheme: dark) {
    :root {
      --ground: #10151c;
      --sheet: #171e27;
      --ink: #e6eaf0;
      --quiet: #a5b0bd;
      --line: #2b3541;
      --strong-line: #6b7887;
      --accent: #8fc6f4;
      --code: #222b36;
      --bad: #ffa19b;
      --bad-soft: #3c1719;
      --open: #f3c76f;
      --open-soft: #35290c;
      --good: #83d69e;
      --good-soft: #12301f;
      --mute: #b5bfcb;
      --mute-soft: #262f3a;
      --worst: #ffffff;
      --worst-soft: #a31840;
      --low: #a2cdf3;
      --low-soft: #14293d;
    }
  }
`;
