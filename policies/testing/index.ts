/** For tests of policies of your own: the tester that the catalogue is tested with. */
export * from "./judge";
export * from "./stack";
