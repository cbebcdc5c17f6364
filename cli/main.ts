import { run } from "./run";

process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
  // Who reads no further, as `| head`, has seen enough; the exit code is the run's all the same.
  if (code === "EPIPE") return;
  process.stderr.write(`standard output: cannot be written (${message})\n`);
  process.exit(2);
});

run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
  // Once everything is written, at once: Node would take down the heap of a large stack piece by piece.
  process.stdout.write("", (error) => {
    if (!error) process.stderr.write("", () => process.exit());
  });
});
