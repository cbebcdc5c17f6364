/** An account number that is plainly no real one. */
export const PLACEHOLDER_ACCOUNT = "123456789012";
