export * from "../policies/testing/judge";
