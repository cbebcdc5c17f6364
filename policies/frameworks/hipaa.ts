import { framework, helped, partly, shown, reported } from "./framework";

export const hipaa = {
  hipaa: framework(
    "HIPAA Security Rule, 45 CFR 164 (2013)",
    {
      "164.308(a)(1)(ii)(D)": partly(
        "Records of what happened in the systems are reviewed regularly",
        "records of the reviews",
      ),
      "164.308(a)(5)(ii)(C)": shown("Sign-ins are monitored and oddities reported"),
      "164.308(a)(6)(ii)": helped("Security incidents are answered and documented", "records of the incidents"),
      "164.308(a)(8)": reported(
        helped("Security is evaluated periodically", "a retained report of each run is one input of the evaluation"),
      ),
      "164.312(a)(2)(iv)": partly("Health records at rest are encrypted", "the stores of health records themselves"),
      "164.312(b)": shown("What happens in systems with health records is recorded and can be examined"),
      "164.312(c)(1)": helped(
        "Health records are protected from improper change and loss",
        "the stores of health records themselves",
      ),
      "164.312(c)(2)": helped("A change of health records can be told", "the stores of health records themselves"),
      "164.316(b)(1)": reported(
        helped(
          "Actions that the rule wants documented are on record",
          "a retained report of each run, and written procedures",
        ),
      ),
      "164.316(b)(2)(i)": partly(
        "Documentation is kept for six years",
        "whether logs are documentation: the department has not said, six years is the cautious reading",
      ),
    },
    "The rule in force; the proposal of January 2025 is not final. Addressable specifications count as asked.",
  ),
};
