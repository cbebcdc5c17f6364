/** Thrown where AWS's documentation does not say what CloudWatch makes of a setting, or this model does not follow it. */
export class NotUnderstood extends Error {
  constructor(message: string) {
    super(message);
    this.name = "NotUnderstood";
  }
}

/** What `read` returns, or why this model cannot say. */
export function understood<T extends object>(read: () => T): T | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotUnderstood) return error.message;
    throw error;
  }
}
