/** One thing that somebody asks of audit logging on AWS, and what answers it here. */
export interface Requirement {
  number: number;
  title: string;
  /** Ids of the policies that judge it; empty where `instead` says why, or where nothing does yet. */
  policies: readonly string[];
  /** Why no policy judges it, or the rest of it, before deployment, and what evidences that instead. */
  instead?: string;
}

export interface Section {
  title: string;
  requirements: readonly Requirement[];
}

export const judged = (number: number, title: string, ...policies: string[]): Requirement => ({
  number,
  title,
  policies,
});

/** @param instead why it is out, and what evidences it */
export const live = (number: number, title: string, instead: string): Requirement => ({
  number,
  title,
  policies: [],
  instead,
});

/** @param instead which part is out and why, and what evidences it */
export const judgedInPart = (number: number, title: string, instead: string, ...policies: string[]): Requirement => ({
  number,
  title,
  policies,
  instead,
});
