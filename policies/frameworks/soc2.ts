import { framework, helped, notEvidenced, partly, shown, reported } from "./framework";

export const soc2 = {
  "soc2-2017": framework("SOC 2 Trust Services Criteria 2017", {
    "CC2.1": helped("Good information exists for internal control", "that it is used"),
    "CC4.1": reported(
      partly("Evaluations show that the controls are there and work", "a retained report of each run is one of them"),
    ),
    "CC4.2": reported(partly("Shortcomings are told to those who must act", "that they act in time")),
    "CC6.1": partly("Access to information is restricted", "all stores beside those of the logs"),
    "CC6.3": helped("Rights are given, changed and withdrawn by role", "who holds which role"),
    "CC6.6": helped("Threats from outside are met", "what stands at the boundary"),
    "CC6.7": helped("Information is protected on its way", "all ways beside those of the logs"),
    "CC6.8": helped("Malicious software is prevented or found", "a product on the hosts"),
    "CC7.1": shown("Changes of configuration that open a weakness are noticed"),
    "CC7.2": shown("Systems are monitored for signs of malice, error and disaster"),
    "CC7.3": helped("Security events are evaluated", "records of the evaluation"),
    "CC7.4": helped("Incidents are answered after a plan", "the plan, and records of the incidents"),
    "CC8.1": reported(shown("Changes are authorized, tested and approved"), "partial"),
    "A1.2": helped("Backups and the means of recovery are designed and monitored", "a test of recovery"),
    "C1.1": helped(
      "Confidential information is recognized and kept for its period",
      "which information is confidential",
    ),
    "C1.2": notEvidenced(
      "Confidential information is disposed of afterwards",
      "our policies ask how long logs are kept at least; when to dispose of them is for the organization",
    ),
  }),
};
