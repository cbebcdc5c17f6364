import { chunksOf, STDIN, whyUnreadable } from "./files";
import { Gunzip } from "./gunzip";
import { RecordReader, type RecordSink } from "./records";

/** Reads log files one after the other. A file that cannot be read, or not to its end, is malformed and stops nothing. */
export async function readLogs(
  files: readonly string[],
  sink: RecordSink & { begin(file: string): void; unreadable(why: string): void },
): Promise<void> {
  const gunzip = new Gunzip();
  for (const file of files) {
    sink.begin(file === STDIN ? "standard input" : file);
    const reader = new RecordReader(sink);
    try {
      for await (const chunk of chunksOf(file, gunzip)) reader.feed(chunk);
    } catch (error) {
      sink.unreadable(whyUnreadable(error as NodeJS.ErrnoException));
    }
    reader.end();
  }
}
