import { framework, helped, inherited, manual, partly, shown } from "./framework";

const CLOCKS = "AWS keeps the clocks that stamp the events of CloudTrail and CloudWatch";

export const pciDss = {
  "pci-dss-4.0.1": framework("PCI DSS 4.0.1", {
    "10.1.1": manual("The rules for logging are written down, current and known", "a document of the organization"),
    "10.1.2": manual("Who is responsible for logging is assigned and understood", "a document of the organization"),
    "10.2.1": partly(
      "Audit logs are on for all systems in scope",
      "which systems hold or touch card data is for the organization to list",
    ),
    "10.2.1.1": partly(
      "Each person's access to card data is logged",
      "which stores hold card data, and what their applications log",
    ),
    "10.2.1.2": shown("What people with administrative rights do is logged"),
    "10.2.1.3": shown("Access to the audit logs is itself logged"),
    "10.2.1.4": shown("Access that was refused is logged"),
    "10.2.1.5": shown("Changes of identities, credentials and rights are logged"),
    "10.2.1.6": shown("Starting, stopping and pausing of the logs is logged"),
    "10.2.1.7": shown("Creation and deletion of system objects is logged"),
    "10.2.2": inherited(
      "Each event says who, what, when, from where, on what and with which outcome",
      "CloudTrail writes these fields into every event",
    ),
    "10.3.1": partly(
      "Only those whose work needs it can read the logs",
      "whether the people who may read them still need to",
    ),
    "10.3.2": shown("Nobody can change the log files"),
    "10.3.3": shown("Logs are copied soon to a central store that is hard to change"),
    "10.3.4": partly("A change of existing logs is noticed", "a job that validates the signed digests on a schedule"),
    "10.4.1": helped("Security logs are reviewed every day", "records of the reviews"),
    "10.4.1.1": shown("Machines do the reviewing"),
    "10.4.2": manual("The logs of all other systems are reviewed from time to time", "records of the reviews"),
    "10.4.2.1": manual("How often they are reviewed follows from a risk analysis", "a document of the organization"),
    "10.4.3": helped("What a review turns up is dealt with", "records of what was done"),
    "10.5.1": shown("Logs are kept for twelve months, the last three at hand"),
    "10.6.1": inherited("Clocks are synchronized", CLOCKS),
    "10.6.2": inherited("Clocks agree on the correct time", CLOCKS),
    "10.6.3": inherited("The settings of the clocks are protected", CLOCKS),
    "10.7.1": helped(
      "Service providers notice that a security control fails",
      "10.7.2 has taken its place since 2025-03-31",
    ),
    "10.7.2": shown("A failing security control, logging among them, is noticed and somebody is told"),
    "10.7.3": manual("A failed control is restored and the failure documented", "records of the failures"),
    "11.5.1": partly(
      "Intrusions are detected at the edge and at critical points",
      "what inspects the traffic beside the services of AWS",
    ),
    "11.5.1.1": helped("Service providers detect hidden channels of malware", "a product that inspects traffic"),
    "11.5.2": helped("Changes of critical files are noticed", "a product that watches the files of hosts"),
    "12.10.1": manual("A plan for incidents exists", "a document of the organization"),
    "12.10.5": helped("The plan for incidents covers what the monitoring reports", "the plan itself"),
    "A3.3.1": shown("Designated entities notice failing controls, logging among them, at once"),
    "A3.5.1": helped("Designated entities recognize patterns of attack across systems", "a system that correlates"),
  }),
};
